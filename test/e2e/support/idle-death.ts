import { changeSomething, liveIncidents } from './changes.ts';
import { checkoutIncident } from './catalogue.ts';
import type { IdleWorld } from './idle-world.ts';
import { untilRight } from './life-turn.ts';
import { rightSight, type Sight } from './sight.ts';
import { until } from './until.ts';
import type { Witness } from './witness.ts';

/** What begins the next life: the floor alarm with no page open, or pages that a person opens. */
export type Waker = 'alarm' | 'page';

export interface IdleDeath {
  /** From the loss of the relay until the browser ended the worker. */
  readonly diedAfterMs: number;
  /** By the alarm, with no page open: from the death until the badge was right. `null` where a page was the waker, or never. */
  readonly badgeRightMs: number | null;
  /** From the opening of tool and popup until badge, popup and bar were right; `null` for never. */
  readonly surfacesRightMs: number | null;
  /** What was wrong, a sentence each. */
  readonly wrong: readonly string[];
}

const FLOOR = 'floor';
const PERIOD_MINUTES = 0.5;
const TOOL = 'crm';
/** Tries to reach the relay keep it alive, and chance decides how soon two of them lie half a minute apart. */
const DIES_WITHIN_MS = 600_000;
const WAKES_WITHIN_MS = 60_000;

/**
 * Lets the browser end an idle worker, and looks at the next life. A worker with a socket is never idle, so the relay is killed;
 * nor is one that the floor alarm wakes every 30 s, so the alarm is held back until the worker is dead, as by a browser that
 * forgets or delays it, and then set again at a random moment of its period.
 */
export async function idleDeath(world: IdleWorld, waker: Waker, random: () => number): Promise<IdleDeath> {
  const { relay, tools, witness } = world;
  const { api } = relay;
  await witness.ask({ do: 'closeOthers' });
  const [subject = await api.open(checkoutIncident())] = await liveIncidents(api);
  await untilBadge(witness, rightSight(await api.state(), TOOL).badge);

  await witness.ask({ do: 'stopAlarm', name: FLOOR });
  await relay.kill();
  const killedAtMs = performance.now();
  const wrong = await untilDead(witness);
  const diedAtMs = performance.now();

  await relay.restart();
  await changeSomething(api, random);
  const state = await api.state();
  if ((await witness.now()).isWorkerAlive) wrong.push('the worker was alive again before anything woke it');

  const delayInMinutes = PERIOD_MINUTES * (waker === 'alarm' ? random() : 1);
  const alarm = { periodInMinutes: PERIOD_MINUTES, delayInMinutes };
  await witness.ask({ do: 'setAlarm', name: FLOOR, alarm });
  let badgeRightMs: number | null = null;
  if (waker === 'alarm') {
    await untilBadge(witness, rightSight(state, TOOL).badge).catch((error: unknown) =>
      wrong.push(String(error)),
    );
    badgeRightMs = Math.round(performance.now() - diedAtMs);
  }
  await witness.ask({ do: 'open', url: tools.url(TOOL) });
  await witness.ask({ do: 'open', url: 'popup.html' });
  const isSubjectLive = (await api.incident(subject.id)).phase !== 'resolved';
  const life = { look: () => lookAt(witness), toolId: TOOL, losesBadge: false };
  const surfaces = await untilRight(life, state, isSubjectLive);
  return {
    diedAfterMs: Math.round(diedAtMs - killedAtMs),
    badgeRightMs,
    surfacesRightMs: surfaces.rightAgainMs,
    wrong: [...wrong, ...surfaces.wrong],
  };
}

/** Waits for the browser to end the worker; resolves with what was wrong meanwhile. An incident is live, the relay is gone. */
async function untilDead(witness: Witness): Promise<string[]> {
  let wasClear = false;
  await until(
    'the browser ends the worker',
    async () => {
      const { badge, isWorkerAlive } = await witness.now();
      wasClear ||= badge === '';
      return !isWorkerAlive;
    },
    DIES_WITHIN_MS,
  );
  const { badge } = await witness.now();
  return [
    ...(wasClear ? ['the badge was empty while an incident was live'] : []),
    ...(badge.endsWith('?') ? [] : [`the dead worker left the badge "${badge}", which claims to be current`]),
  ];
}

async function lookAt(witness: Witness): Promise<Sight> {
  return {
    badge: (await witness.now()).badge,
    popup: witness.text('popup.html'),
    bar: witness.text('banner-frame.html'),
  };
}

async function untilBadge(witness: Witness, text: string): Promise<void> {
  await until(`the badge is "${text}"`, async () => (await witness.now()).badge === text, WAKES_WITHIN_MS);
}
