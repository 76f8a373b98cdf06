import { evictDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { ReachAnswer } from '../../../shared/protocol/answers.ts';
import type { Stage } from '../../../shared/model/receipt.ts';
import { connect, until } from '../browser.ts';
import { at, hub, open, organise, pass, person, refusalOf, shardNamed, update, useRelay } from '../relay.ts';
import { runDurableObjectAlarm } from 'cloudflare:test';

useRelay();

const ben = person('ben');

function receipt(incidentId: string, stage: Exclude<Stage, 'sent'>, revision = 1) {
  return { incidentId, revision, stage, at: at() };
}

async function reach(incidentId: string, revision: number | null = null): Promise<ReachAnswer> {
  const answer = await hub().readReach(incidentId, revision);
  if ('rejected' in answer) throw new Error(answer.rejected);
  return answer;
}

describe('receipts', () => {
  it('count everyone up to the furthest stage, however often and in whatever order they come', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const told = [
      receipt(id, 'opened'),
      receipt(id, 'delivered'),
      receipt(id, 'displayed'),
      receipt(id, 'opened'),
    ];
    for (const one of told) await hub().recordReceipts(ben, [one], null);
    expect((await reach(id)).stages).toEqual({
      sent: 1,
      delivered: 1,
      displayed: 1,
      opened: 1,
      acknowledged: 0,
    });
  });

  it('of a later revision count for the earlier ones, and not the other way round', async () => {
    await organise();
    const { id } = await open('Cards refused');
    await hub().recordReceipts(ben, [receipt(id, 'displayed', 1)], null);
    await update(id, 'Worse.', { severity: 'sev1' });
    expect((await reach(id)).stages.displayed).toBe(0);
    expect((await reach(id, 1)).stages.displayed).toBe(1);
    await hub().recordReceipts(ben, [receipt(id, 'displayed', 2)], null);
    expect((await reach(id, 1)).stages.displayed).toBe(1);
    expect((await reach(id, 2)).stages.displayed).toBe(1);
  });

  it('are passed over for what the person may not read, for what does not exist and for what is still to come', async () => {
    await organise();
    const { id } = await open('Takeover talks', ['board']);
    const { id: open1 } = await open('Cards refused');
    const told = [receipt(id, 'opened'), receipt('inc_nothing', 'opened'), receipt(open1, 'opened', 9)];
    expect(await hub().recordReceipts(ben, told, null)).toEqual({ status: 202, body: '{"accepted":0}' });
    expect((await reach(id)).stages.opened).toBe(0);
  });

  it('name who may read it and was not shown it', async () => {
    await organise();
    const { id } = await open('Takeover talks', ['board']);
    const { people, unreached } = await reach(id);
    // The liaison who wrote it and the admin may read everything.
    expect(people).toBe(3);
    expect(unreached.map((one) => one.id)).toEqual([
      'admin@masthead.local',
      'ann@example.com',
      'liaison@masthead.local',
    ]);
    await hub().recordReceipts(person('ann'), [receipt(id, 'displayed')], null);
    expect((await reach(id)).unreached.map((one) => one.id)).not.toContain('ann@example.com');
  });

  it('of the first stage come from the shard, which knows whom it has served', async () => {
    await organise();
    await connect(ben);
    const { id } = await open('Cards refused');
    const reading = await hub().readView(ben);
    if ('rejected' in reading) throw new Error(reading.rejected);
    expect((await reach(id)).stages.sent).toBe(0);
    await until(async () => {
      pass(1_000);
      await runDurableObjectAlarm(shardNamed(reading.shard));
      expect((await reach(id)).stages.sent).toBe(1);
    });
  });

  it('of the first stage are written for each revision, and change no further one', async () => {
    await organise();
    await connect(ben);
    await connect(person('cat'));
    const { id } = await open('Cards refused');
    await hub().acknowledge(ben, id, 1, null);
    const reading = await hub().readView(ben);
    if ('rejected' in reading) throw new Error(reading.rejected);
    const sentTo = (revision: number, people: number) =>
      until(async () => {
        pass(1_000);
        await runDurableObjectAlarm(shardNamed(reading.shard));
        expect((await reach(id, revision)).stages.sent).toBe(people);
      });
    await sentTo(1, 2);
    expect((await reach(id, 1)).stages.acknowledged).toBe(1);
    await update(id, 'Worse.');
    await sentTo(2, 2);
    expect((await reach(id, 2)).stages.acknowledged).toBe(0);
  });
});

describe('an acknowledgement', () => {
  it('reaches all sockets of the person and nobody else', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const [one, other, cat] = [await connect(ben), await connect(ben), await connect(person('cat'))];
    await hub().acknowledge(ben, id, 1, null);
    await until(() => {
      expect(one.state.own.acknowledged).toEqual({ [id]: 1 });
      expect(other.state.own.acknowledged).toEqual({ [id]: 1 });
    });
    await update(id, 'So that everybody hears something.');
    await until(() => expect(cat.of('incident')).toHaveLength(1));
    expect(cat.of('own')).toEqual([]);
    expect(cat.state.own.acknowledged).toEqual({});
  });

  it('moves no position', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const before = await hub().readView(ben);
    await hub().acknowledge(ben, id, 1, null);
    expect(await hub().readView(ben)).toEqual(before);
  });

  it('is in the greeting of the next socket, after the hub was torn down', async () => {
    await organise();
    const { id } = await open('Cards refused');
    await hub().acknowledge(ben, id, 1, null);
    await evictDurableObject(hub());
    expect((await connect(ben)).state.own.acknowledged).toEqual({ [id]: 1 });
  });

  it('never goes back to an earlier revision', async () => {
    await organise();
    const { id } = await open('Cards refused');
    await update(id, 'Worse.');
    await hub().acknowledge(ben, id, 2, null);
    const late = await hub().acknowledge(ben, id, 1, null);
    expect(late).toMatchObject({ body: JSON.stringify({ incidentId: id, revision: 2 }) });
  });

  it('of what the person may not read is answered like one of nothing', async () => {
    await organise();
    const { id } = await open('Takeover talks', ['board']);
    const hidden = await hub().acknowledge(ben, id, 1, null);
    expect(refusalOf(hidden)).toBe('not_found');
    expect(hidden).toEqual(await hub().acknowledge(ben, 'inc_nothing', 1, null));
  });
});
