import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFirefoxLife } from './support/firefox-life.ts';
import { type FirefoxWorld, openFirefoxWorld } from './support/firefox-world.ts';
import { seeded } from './support/kill-cycle.ts';
import { lifeTurn } from './support/life-turn.ts';

/** Of the popup and the frame, which ask by themselves every 15 s. */
const TOLD_WITHIN_MS = 10_000;

const seed = Number(process.env['MASTHEAD_SEED'] ?? Date.now() % 1_000_000);

let world: FirefoxWorld;
beforeAll(async () => {
  world = await openFirefoxWorld();
});
afterAll(() => world?.close());

it(`badge, popup and bar in Firefox agree with the relay again after page and add-on were restarted (seed ${seed})`, async () => {
  const random = seeded(seed);
  const life = await openFirefoxLife(world);
  for (let turn = 0; turn < 4; turn++) {
    const { rightAgainMs, wrong } = await lifeTurn(world.api, life, random);
    expect(wrong).toEqual([]);
    expect(rightAgainMs).toBeLessThan(TOLD_WITHIN_MS);
  }
});
