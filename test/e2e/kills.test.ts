import { afterAll, beforeAll, expect, it } from 'vitest';
import { heldRevision, linkOf } from './support/chromium.ts';
import { endCycle, killCycle, seeded } from './support/kill-cycle.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

const kills = Number(process.env['MASTHEAD_KILLS'] ?? 20);
const seed = Number(process.env['MASTHEAD_SEED'] ?? Date.now() % 1_000_000);

/** Half of the kills each: a killed relay is back long before its browser is, and no kill has to wait for the other's. */
let worlds: World[] = [];
beforeAll(async () => {
  worlds = await Promise.all([openWorld(), openWorld()]);
});
afterAll(() => Promise.all(worlds.map((world) => world.close())));

it(
  `loses no acknowledged update and keeps the browser current through ${kills} kills (seed ${seed})`,
  async () => {
    const shares = [Math.ceil(kills / 2), Math.floor(kills / 2)];
    const acknowledged = await Promise.all(
      worlds.map((world, index) => killAgainAndAgain(world, shares[index] ?? 0, seeded(seed + index))),
    );
    expect(acknowledged.reduce((sum, count) => sum + count)).toBeGreaterThan(kills);
  },
  kills * 70_000,
);

/** How many updates were acknowledged. */
async function killAgainAndAgain(world: World, times: number, random: () => number): Promise<number> {
  let acknowledged = 0;
  for (let kill = 0; kill < times; kill++) {
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
  return acknowledged;
}
