import { Refusal } from '../lib/refusal.ts';
import type { Relay } from '../relay.ts';

type Supervisable = Pick<Relay, 'url' | 'stateDir' | 'ended' | 'stop'>;

/** A relay that is started again when it dies. */
export interface Supervised {
  /** Rejects when the relay has died too often to be started again. */
  readonly givenUp: Promise<never>;
  stop(): Promise<void>;
}

export interface SuperviseOptions {
  readonly start: () => Promise<Supervisable>;
  readonly say: (sentence: string) => void;
  /** Milliseconds before the first restart; each further one within a minute waits twice as long. */
  readonly firstWaitMs?: number;
  readonly now?: () => number;
}

/** Deaths within {@link WINDOW_MS} after which a relay is not started again: it would only die once more. */
const MOST_DEATHS = 5;
const WINDOW_MS = 60_000;

/**
 * Keeps a relay running. workerd ends as a whole where it runs out of file descriptors or memory, and everybody's
 * browser then waits for it to be back, so it is started again on the same port and state; what it had answered for is
 * in its database.
 */
export function supervise(
  first: Supervisable,
  { start, say, firstWaitMs = 500, now = Date.now }: SuperviseOptions,
): Supervised {
  let relay = first;
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    let deaths: number[] = [];
    for (;;) {
      const how = await relay.ended;
      if (stopping.signal.aborted) return;
      deaths = [...deaths.filter((at) => now() - at < WINDOW_MS), now()];
      if (deaths.length >= MOST_DEATHS) throw new Refusal(tooOften(how, relay));
      const waitMs = firstWaitMs * 2 ** (deaths.length - 1);
      say(`The relay ended unexpectedly (${how}); starting it again in ${waitMs} ms.`);
      await pause(waitMs, stopping.signal);
      if (stopping.signal.aborted) return;
      relay = await start();
      if (stopping.signal.aborted) return relay.stop();
      say(`The relay is back at ${relay.url}.`);
    }
  };
  const running = run();
  return {
    givenUp: running.then(() => new Promise<never>(() => {})),
    stop: async () => {
      stopping.abort();
      await relay.stop();
      await running.catch(() => {});
    },
  };
}

function tooOften(how: string, { stateDir }: Supervisable): string {
  return `The relay died ${MOST_DEATHS} times within a minute, the last time with ${how}; ${stateDir}/relay.log says why.`;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => resolve(), ms);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}
