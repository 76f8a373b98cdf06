import type { WriteAnswer } from '../data/messages.ts';
import type { Call } from './authorised-fetch.ts';
import type { Timers } from './ports.ts';

/** Writes that a person waits for, so that they are not queued: each says at once whether the relay took it. */
export interface RelayWrites {
  readonly put: (path: string, body: unknown) => Promise<WriteAnswer>;
}

/** Longer than that nobody looks at a switch that has not moved. */
export const ANSWERED_WITHIN_MS = 10_000;
/** The relay is there, and asks to be tried again. */
const laterStatuses: ReadonlySet<number> = new Set([408, 425, 429, 503]);

export function createRelayWrites(ports: {
  readonly isPaired: () => boolean;
  readonly call: Call;
  readonly timers: Timers;
}): RelayWrites {
  return {
    async put(path, body) {
      if (!ports.isPaired()) return { ok: false, reason: 'unpaired' };
      const abort = new AbortController();
      const cancel = ports.timers.after(ANSWERED_WITHIN_MS, () => abort.abort());
      const answer = await ports.call(path, { method: 'PUT', body, signal: abort.signal }).catch(() => null);
      cancel();
      if (answer?.ok) return { ok: true };
      return { ok: false, reason: abort.signal.aborted ? 'later' : reasonFor(answer) };
    },
  };
}

function reasonFor(answer: Response | null): 'unreachable' | 'later' | 'refused' {
  if (answer !== null && laterStatuses.has(answer.status)) return 'later';
  return answer === null || answer.status >= 500 ? 'unreachable' : 'refused';
}
