import type { ClientState } from '../../shared/core/client-state.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import type { Log } from './ports.ts';
import type { Cache } from './store.ts';
import type { Stored } from './stored.ts';

/** Holds the one state of this browser. */
export interface Keeper {
  readonly state: () => ClientState;
  /** Settled when the state is stored, painted and its receipts are queued. */
  readonly set: (next: ClientState) => Promise<void>;
  /** Paints again, after everything that is still being stored. */
  readonly repaint: () => Promise<void>;
}

export interface KeeperPorts {
  readonly cache: Stored<Cache>;
  /** What was stored when this life began. */
  readonly start: ClientState;
  readonly clockOffsetMs: () => number;
  readonly paint: () => Promise<void>;
  /** Revisions of incidents that are stored here for the first time. */
  readonly delivered: (revisions: readonly Pick<Receipt, 'incidentId' | 'revision'>[]) => Promise<void>;
  readonly log: Log;
}

/**
 * Every change goes the same way: into memory at once, then storage, then paint, then receipts. What is painted has been
 * stored, so a worker that dies in between shows the same again. States that follow each other quickly are stored once.
 */
export function createKeeper({ cache, start, clockOffsetMs, paint, delivered, log }: KeeperPorts): Keeper {
  let state = start;
  let storedState = state;
  let tail: Promise<void> = Promise.resolve();

  async function keep(before: ClientState, next: ClientState): Promise<void> {
    if (storedState !== state) {
      storedState = state;
      await attempted('cache.unstored', () =>
        cache.save({ state: storedState, clockOffsetMs: clockOffsetMs() }),
      );
    }
    await attempted('paint.failed', paint);
    const revisions = newRevisions(before, next);
    if (revisions.length > 0) await attempted('receipt.unqueued', () => delivered(revisions));
  }

  /** A full disk must not keep the truth from being painted, nor one failure everything after it from happening. */
  async function attempted(event: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log(event, { name: error instanceof Error ? error.name : 'unknown' });
    }
  }

  function queue(work: () => Promise<void>): Promise<void> {
    tail = tail.then(work);
    return tail;
  }

  return {
    state: () => state,
    set(next) {
      const before = state;
      state = next;
      return next === before ? tail : queue(() => keep(before, next));
    },
    repaint: () => queue(() => attempted('paint.failed', paint)),
  };
}

/** The incidents of `next` that `before` did not hold in that revision. */
function newRevisions(before: ClientState, next: ClientState): Pick<Receipt, 'incidentId' | 'revision'>[] {
  const held = new Map(before.view.incidents.map((incident) => [incident.id, incident.revision]));
  return next.view.incidents
    .filter((incident) => incident.revision > (held.get(incident.id) ?? 0))
    .map((incident) => ({ incidentId: incident.id, revision: incident.revision }));
}
