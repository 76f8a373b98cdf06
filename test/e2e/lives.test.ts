import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveAll } from './support/catalogue.ts';
import { type Ending, openChromiumLife } from './support/chromium-life.ts';
import { seeded } from './support/kill-cycle.ts';
import { lifeTurn } from './support/life-turn.ts';
import { openWorld, type World } from './support/world.ts';

/*
 * A share of `npm run soak -- worker-kills` and `-- reloads`, which hold the two seconds. Here the machine may be busy: what takes
 * longer than this was found by a surface that asks by itself every 15 s, and was not told.
 */
const TOLD_WITHIN_MS = 10_000;

const seed = Number(process.env['MASTHEAD_SEED'] ?? Date.now() % 1_000_000);
const random = seeded(seed);

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

describe(`badge, popup and bar agree with the relay again (seed ${seed})`, () => {
  it.each<[string, Ending, number]>([
    ['after the worker was killed amid updates, with pages open', 'kill', 5],
    ['after the extension was reloaded amid updates', 'reload', 3],
  ])('%s', async (_words, ending, times) => {
    await resolveAll(world.api);
    const life = await openChromiumLife(world, ending);
    for (let turn = 0; turn < times; turn++) {
      const { rightAgainMs, wrong } = await lifeTurn(world.api, life, random);
      expect(wrong).toEqual([]);
      expect(rightAgainMs).toBeLessThan(TOLD_WITHIN_MS);
    }
  });
});
