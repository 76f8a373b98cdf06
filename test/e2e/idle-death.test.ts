import { afterAll, beforeAll, expect, it } from 'vitest';
import { idleDeath } from './support/idle-death.ts';
import { type IdleWorld, openIdleWorld } from './support/idle-world.ts';
import { seeded } from './support/kill-cycle.ts';

const seed = Number(process.env['MASTHEAD_SEED'] ?? Date.now() % 1_000_000);

let world: IdleWorld;
beforeAll(async () => {
  world = await openIdleWorld();
});
afterAll(() => world?.close());

it(`a worker that the browser ended by itself is followed by one that tells the truth (seed ${seed})`, async () => {
  const { wrong, badgeRightMs } = await idleDeath(world, 'alarm', seeded(seed));
  expect(wrong).toEqual([]);
  expect(badgeRightMs).toBeLessThan(45_000);
}, 800_000);
