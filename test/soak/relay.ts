import { heldRevision, linkOf } from '../e2e/support/chromium.ts';
import { endCycle, killCycle } from '../e2e/support/kill-cycle.ts';
import { until } from '../e2e/support/until.ts';
import { openWorld } from '../e2e/support/world.ts';
import { percentiles, type Run, type Soaking } from './run.ts';

/** What `test/e2e/kills.test.ts` does. The browser's durations are from the relay's first answer after a kill until it is current. */
export const relay: Run = {
  name: 'relay-kills',
  what: 'SIGKILL of the relay while four publishers post updates, restart on the same state; real Chromium connected',
  turns: 'kills',
  wanted: 1_000,
  browser: 'chromium',
  open: openRelayKills,
};

async function openRelayKills(): Promise<Soaking> {
  const world = await openWorld();
  const found = { acknowledgedUpdates: 0, repeatedUpdates: 0, lostOrDoubled: 0, notCurrentAgain: 0 };
  const currentAgainMs: number[] = [];
  return {
    take: async (random) => {
      const wrong: string[] = [];
      const cycle = await killCycle(world.relay, random);
      const restartedAt = performance.now();
      found.acknowledgedUpdates += cycle.acknowledged.length;
      found.repeatedUpdates += cycle.repeated.length;
      found.lostOrDoubled += cycle.wrong.length;
      if (cycle.wrong.length > 0) wrong.push(`${cycle.incidentId} ${cycle.wrong.join(' ')}`);
      try {
        await until(
          'the browser holds what the relay holds',
          async () =>
            (await linkOf(world.browser)) === 'current' &&
            (await heldRevision(world.browser, cycle.incidentId)) === cycle.incident.revision,
          120_000,
        );
        currentAgainMs.push(Math.round(performance.now() - restartedAt));
      } catch (error) {
        found.notCurrentAgain++;
        wrong.push(String(error));
      }
      await endCycle(world.relay, cycle);
      return wrong;
    },
    found: () => ({ ...found, currentAgainMs: percentiles(currentAgainMs) }),
    close: () => world.close(),
  };
}
