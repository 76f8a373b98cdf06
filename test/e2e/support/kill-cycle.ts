import { setTimeout as pause } from 'node:timers/promises';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { checkoutIncident } from './catalogue.ts';
import type { TestRelay } from './relay.ts';

/** What one cycle of publishing, SIGKILL and restart showed. */
export interface KillCycle {
  readonly incidentId: string;
  readonly killedAfterMs: number;
  /** Messages that were answered with 2xx before the kill. */
  readonly acknowledged: readonly string[];
  /** Messages that were sent and not answered; repeated after the restart under the same key. */
  readonly repeated: readonly string[];
  /** Of all these, those that the restarted relay holds not exactly once. */
  readonly wrong: readonly string[];
  /** The incident as the restarted relay holds it. */
  readonly incident: IncidentView;
}

const PUBLISHERS = 4;
const KILL_WITHIN_MS = 400;

/** Publishes from several sides, kills the relay amid it, restarts it, and compares. `random` gives numbers in [0, 1). */
export async function killCycle(relay: TestRelay, random: () => number): Promise<KillCycle> {
  const { id } = await relay.api.open(checkoutIncident());
  const killedAfterMs = Math.floor(random() * KILL_WITHIN_MS);
  const acknowledged: string[] = [];
  const unanswered: string[] = [];
  const dead = new AbortController();

  const publish = async (publisher: number) => {
    for (let count = 0; !dead.signal.aborted; count++) {
      const message = `u${publisher}-${count}`;
      try {
        await relay.api.update(id, { message }, `${id}-${message}`);
        acknowledged.push(message);
      } catch {
        unanswered.push(message);
        return;
      }
    }
  };
  const publishers = Array.from({ length: PUBLISHERS }, (_, publisher) => publish(publisher));
  await pause(killedAfterMs);
  await relay.kill();
  dead.abort();
  await Promise.all(publishers);

  await relay.restart();
  for (const message of unanswered) await relay.api.update(id, { message }, `${id}-${message}`);
  const incident = await relay.api.incident(id);
  return {
    incidentId: id,
    killedAfterMs,
    acknowledged,
    repeated: unanswered,
    wrong: [...acknowledged, ...unanswered].filter((message) => timesIn(incident, message) !== 1),
    incident,
  };
}

function timesIn(incident: IncidentView, message: string): number {
  return incident.updates.filter((update) => update.message === message).length;
}

/** Ends the cycle's incident, so that live ones do not pile up. */
export async function endCycle(relay: TestRelay, { incidentId }: KillCycle): Promise<void> {
  await relay.api.update(incidentId, { phase: 'resolved', message: 'Over.' });
}

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
