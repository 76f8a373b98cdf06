import { setTimeout as pause } from 'node:timers/promises';
import type { StateAnswer } from '../../../shared/protocol/answers.ts';
import type { Api } from './api.ts';
import { checkoutIncident } from './catalogue.ts';
import { changeSomething, liveIncidents, publishUpdates } from './changes.ts';
import { differences, looksClear, rightSight, type Sight } from './sight.ts';

const END_WITHIN_MS = 400;
/** So that nothing is on its way any more that would begin the next life by chance. */
const SILENCE_MS = 1_000;
const LOOK_EVERY_MS = 50;
const LOOK_WITHIN_MS = 10_000;
/** After this it does not come right any more. */
const GIVEN_UP_AFTER_MS = 60_000;

/** One life of a background that ends, and the surfaces after it. */
export interface Life {
  /** Ends it while updates flow. Resolves when it has ended. */
  readonly end: () => Promise<void>;
  /** Looks without waking anything. May throw while there is nothing to look at. */
  readonly look: () => Promise<Sight>;
  /** The tool whose bar is looked at. */
  readonly toolId: string;
  /** Whether the browser takes the badge away with the extension: then it is empty until the next life has begun. */
  readonly losesBadge: boolean;
}

/** How a life that ended was followed by the next. */
export interface LifeTurn {
  /** From the later of the end and the last change at the relay until badge, popup and bar were right; `null` for never. */
  readonly rightAgainMs: number | null;
  readonly updates: number;
  /** What was wrong, a sentence each. */
  readonly wrong: readonly string[];
}

/**
 * Ends a life amid updates or, half of the times, in the silence after them; changes how things stand while it is dead, and waits
 * until all surfaces agree with the relay.
 */
export async function lifeTurn(api: Api, life: Life, random: () => number): Promise<LifeTurn> {
  const subject = await shownIncident(api, life);
  const flow = publishUpdates(api, subject.id);
  await pause(Math.floor(random() * END_WITHIN_MS));
  if (random() < 0.5) {
    await flow.stop();
    await pause(SILENCE_MS);
  }
  await life.end();
  const updates = await flow.stop();
  await changeSomething(api, random);
  const isSubjectLive = (await api.incident(subject.id)).phase !== 'resolved';
  const seen = await untilRight(life, await api.state(), isSubjectLive);
  return { ...seen, updates };
}

/** A live incident that the surfaces have shown: one that was opened a moment ago may not have reached them before the end. */
async function shownIncident(api: Api, life: Life) {
  const [live] = await liveIncidents(api);
  if (live) return live;
  const opened = await api.open(checkoutIncident());
  await untilRight(life, await api.state(), false);
  return opened;
}

/**
 * Looks until the sight is right for a state of the relay. `isClearFalse`: an incident that these surfaces have shown before
 * is still live, so that none of them may look clear for a moment.
 */
export async function untilRight(
  { look, toolId, losesBadge }: Omit<Life, 'end'>,
  state: StateAnswer,
  isClearFalse: boolean,
): Promise<Pick<LifeTurn, 'rightAgainMs' | 'wrong'>> {
  const right = rightSight(state, toolId);
  const startedAt = performance.now();
  let falseClears = 0;
  let last: string[] = [];
  for (;;) {
    const sight = await Promise.race([
      look().catch((error: unknown) => String(error)),
      pause(LOOK_WITHIN_MS, 'a look took too long', { ref: false }),
    ]);
    const passedMs = Math.round(performance.now() - startedAt);
    if (typeof sight === 'string') {
      last = [sight];
    } else {
      if (isClearFalse && looksClear(losesBadge ? { ...sight, badge: '?' } : sight)) falseClears++;
      last = differences(sight, right);
    }
    const wrong =
      falseClears > 0 ? [`all seemed clear in ${falseClears} looks while an incident was live`] : [];
    if (last.length === 0) return { rightAgainMs: passedMs, wrong };
    if (passedMs > GIVEN_UP_AFTER_MS) return { rightAgainMs: null, wrong: [...wrong, ...last] };
    await pause(LOOK_EVERY_MS);
  }
}
