import type { Own } from '../../shared/protocol/server-message.ts';
import type { Env } from '../env.ts';
import { errorName, log } from '../log.ts';
import type { Memory } from './commit.ts';
import type { ShardApi } from './hub-api.ts';
import { noteReached, owedTo } from './owed.ts';
import { type PlannedChange, RETRY_MS } from './plan-changes.ts';
import { owedViews, type RegisteredView, retryLater } from './views.ts';

/**
 * Tells shards what has changed for them, one call each. Nobody waits for it: what is owed stands in the database since
 * the commit, and a shard that could not be reached is told again by alarm, with the whole view.
 */
export class FanOut {
  readonly #env: Env;
  readonly #memory: Memory;
  readonly #whenTold: () => void;
  // Calls over one stub arrive in their order.
  readonly #stubs = new Map<string, DurableObjectStub & ShardApi>();

  constructor(env: Env, memory: Memory, whenTold: () => void) {
    this.#env = env;
    this.#memory = memory;
    this.#whenTold = whenTold;
  }

  send(changes: readonly PlannedChange[]): void {
    // Not awaited: the answer to the liaison does not depend on how fast a shard is, and `tell` never rejects.
    void this.tell(changes);
  }

  /** As {@link send}; resolves when each of the shards has taken it in or was not reached. Never rejects. */
  async tell(changes: readonly PlannedChange[]): Promise<void> {
    await Promise.all(changes.map((change) => this.#tell(change)));
  }

  /** Tells the shards that are still owed something. */
  retry(now: string): void {
    const { texts, state, storage } = this.#memory;
    for (const view of owedViews(storage.sql, now)) {
      retryLater(storage.sql, view.shard, new Date(Date.parse(now) + RETRY_MS).toISOString());
      // Whose own facts had changed is not written down, so the shard asks for all that it serves.
      this.send([{ ...changeOf(view, now), view: texts.of(state, view), retell: 'everyone' }]);
    }
  }

  /** What concerns each of these people alone, to their sockets; it has no position and moves nothing. */
  sendOwn(view: RegisteredView, own: Readonly<Record<string, Own>>, now: string): void {
    const { texts, state } = this.#memory;
    this.send([{ ...changeOf(view, now), view: texts.of(state, view), own }]);
  }

  async #tell(change: PlannedChange): Promise<void> {
    const { shard, position } = change;
    const { sql } = this.#memory.storage;
    // With every call, also what an earlier one failed to bring: no frame may overtake a revocation.
    const owed = owedTo(sql, shard);
    try {
      await this.#stub(shard).publish({ ...change, ...owed });
      noteReached(sql, shard, position, owed);
    } catch (error) {
      this.#stubs.delete(shard);
      log.warn('shard.unreached', { shard, offset: position.offset, error: errorName(error) });
    }
    this.#whenTold();
  }

  #stub(shard: string): ShardApi {
    const stub = this.#stubs.get(shard) ?? this.#env.SHARD.get(this.#env.SHARD.idFromName(shard));
    this.#stubs.set(shard, stub);
    return stub;
  }
}

function changeOf({ key, shard, position }: RegisteredView, now: string): Omit<PlannedChange, 'view'> {
  return { viewKey: key, shard, position, vouchedAt: now, frames: [], own: {}, retell: [] };
}
