import { idleDeath, type Waker } from '../e2e/support/idle-death.ts';
import { openIdleWorld } from '../e2e/support/idle-world.ts';
import { percentiles, type Run, type Soaking } from './run.ts';

const BADGE_LIMIT_MS = 35_000;
const SURFACES_LIMIT_MS = 2_000;

/** What `test/e2e/idle-death.test.ts` does once. */
export const idleDeaths: Run = {
  name: 'idle-deaths',
  what:
    'Chromium, started by hand without a debugging port, ends the idle worker by itself. The relay is killed, since a socket keeps a ' +
    'worker alive, and the floor alarm is held back until the death, since its 30 s would do so too; a page of the extension that never ' +
    'speaks to the worker tells of badge and death. Then the relay is restarted and what it says is changed, and by turns the alarm, set ' +
    'again at a random moment of its 30 s, or a tool and the popup that are opened begin the next life. Badge: from the death, no page ' +
    'open. Surfaces: from the opening of tool and popup until badge, popup and bar agree with the relay',
  turns: 'deaths',
  wanted: 10,
  browser: 'chromium',
  open: openIdleDeaths,
};

async function openIdleDeaths(): Promise<Soaking> {
  const world = await openIdleWorld();
  const diedAfterMs: number[] = [];
  const badgeRightMs: number[] = [];
  const surfacesRightMs: number[] = [];
  let waker: Waker = 'page';
  return {
    take: async (random) => {
      waker = waker === 'page' ? 'alarm' : 'page';
      const death = await idleDeath(world, waker, random);
      diedAfterMs.push(death.diedAfterMs);
      if (death.badgeRightMs !== null) badgeRightMs.push(death.badgeRightMs);
      if (death.surfacesRightMs !== null) surfacesRightMs.push(death.surfacesRightMs);
      return [
        ...death.wrong,
        ...lateWords('badge', death.badgeRightMs, BADGE_LIMIT_MS),
        ...lateWords('surfaces', death.surfacesRightMs, SURFACES_LIMIT_MS),
      ];
    },
    found: () => ({
      diedAfterMs: percentiles(diedAfterMs),
      wokenByAlarm: badgeRightMs.length,
      badgeLimitMs: BADGE_LIMIT_MS,
      badgeRightMs: percentiles(badgeRightMs),
      surfacesLimitMs: SURFACES_LIMIT_MS,
      surfacesRightMs: percentiles(surfacesRightMs),
    }),
    close: () => world.close(),
  };
}

function lateWords(what: string, ms: number | null, limitMs: number): string[] {
  return ms !== null && ms > limitMs ? [`${what} right only after ${ms} ms`] : [];
}
