import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import type { ShardChange } from '../../../worker/hub/hub-api.ts';
import type { Shard } from '../../../worker/hub/shard/shard.ts';
import { SLICE } from '../../../worker/hub/shard/stream.ts';
import { type Browser, connect, until } from '../browser.ts';
import { at, hub, open, organise, person, shardNamed, update, useRelay } from '../relay.ts';

useRelay();

async function crowd(count: number): Promise<Browser[]> {
  const browsers: Browser[] = [];
  for (let n = 0; n < count; n += 1) browsers.push(await connect(person(`p${n}`)));
  return browsers;
}

async function reading() {
  const read = await hub().readView(person('p0'));
  if ('rejected' in read) throw new Error(read.rejected);
  return read;
}

it('brings all sockets to the newest state in a burst and leaves no gap', async () => {
  await organise();
  const { id: first } = await open('Cards refused');
  const { id: second } = await open('Search is slow');
  const browsers = await crowd(SLICE + 8);
  const updates = Array.from({ length: 40 }, (_, n) => update(n % 2 ? first : second, `Message ${n}`));
  await Promise.all(updates);
  const { position, view } = await reading();
  await until(() => {
    for (const browser of browsers) expect(browser.state.cursor).toEqual(position);
  });
  for (const browser of browsers) {
    expect(browser.state.view).toEqual(JSON.parse(view));
    expect(browser.hasSeenGap).toBe(false);
    expect(browser.of('snapshot')).toHaveLength(1);
  }
});

it('skips the versions that a later socket needs no more, and says so in "after"', async () => {
  await organise();
  const { id } = await open('Cards refused');
  const browsers = await crowd(SLICE + 1);
  const before = await reading();
  const [incident] = browsers[0]?.state.view.incidents ?? [];
  // All of it in one turn: the loop has sent one slice and waits for the next.
  await runInDurableObject(shardNamed(before.shard), (shard) => {
    for (let step = 1; step <= 40; step += 1) {
      const offset = before.position.offset + step;
      const fields = JSON.stringify({ type: 'incident', incident: { ...incident, revision: 1 + step } });
      const change: ShardChange = {
        viewKey: before.viewKey,
        shard: before.shard,
        position: { ...before.position, offset },
        vouchedAt: at(),
        view: before.view,
        frames: [{ offset, noun: `incident:${id}`, fields }],
        own: {},
        retell: [],
        moved: [],
        revoked: [],
      };
      void (shard as unknown as Shard).publish(change);
    }
  });
  const newest = { ...before.position, offset: before.position.offset + 40 };
  await until(() => {
    for (const browser of browsers) expect(browser.state.cursor).toEqual(newest);
  });
  expect(browsers.map((browser) => browser.state.view.incidents[0]?.revision)).toEqual(
    browsers.map(() => 41),
  );
  expect(browsers.some((browser) => browser.hasSeenGap)).toBe(false);
  const last = browsers
    .at(-1)
    ?.of('incident')
    .map(({ position, after }) => [after, position.offset]);
  expect(last).toEqual([[before.position.offset, newest.offset]]);
  const firsts = browsers[0]?.of('incident').map(({ position, after }) => [after, position.offset]);
  expect(firsts).toEqual([
    [before.position.offset, before.position.offset + 1],
    [before.position.offset + 1, newest.offset],
  ]);
});
