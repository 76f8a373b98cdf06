import { afterAll, beforeAll, expect, it } from 'vitest';
import { heldRevision, linkOf } from './support/chromium.ts';
import { endCycle, killCycle, seeded } from './support/kill-cycle.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

const kills = Number(process.env['MASTHEAD_KILLS'] ?? 20);
const seed = Number(process.env['MASTHEAD_SEED'] ?? Date.now() % 1_000_000);

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

it(
  `loses no acknowledged update and keeps the browser current through ${kills} kills (seed ${seed})`,
  async () => {
    const random = seeded(seed);
    let acknowledged = 0;
    for (let kill = 0; kill < kills; kill++) {
      const cycle = await killCycle(world.relay, random);
      expect(cycle.wrong).toEqual([]);
      expect(cycle.incident.isTruncated ?? false).toBe(false);
      acknowledged += cycle.acknowledged.length;
      await until(
        'the browser holds what the relay holds',
        async () =>
          (await linkOf(world.browser)) === 'current' &&
          (await heldRevision(world.browser, cycle.incidentId)) === cycle.incident.revision,
        60_000,
      );
      await endCycle(world.relay, cycle);
    }
    expect(acknowledged).toBeGreaterThan(kills);
  },
  kills * 70_000,
);
