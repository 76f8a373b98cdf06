import type { Own } from '../../shared/protocol/server-message.ts';
import type { Env } from '../env.ts';
import { errorName, log } from '../log.ts';
import type { Memory } from './commit.ts';
import type { ShardApi, ShardChange } from './hub-api.ts';
import { RETRY_MS } from './plan-changes.ts';
import { noteReached, owedViews, type RegisteredView, retryLater } from './views.ts';

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

  send(changes: readonly ShardChange[]): void {
    // Not awaited: the answer to the liaison does not depend on how fast a shard is, and #tell never rejects.
    for (const change of changes) void this.#tell(change);
  }

  /** Tells the shards that are still owed something. */
  retry(now: string): void {
    const { texts, state, storage } = this.#memory;
    for (const { view, moved } of owedViews(storage.sql, now)) {
      retryLater(storage.sql, view.shard, new Date(Date.parse(now) + RETRY_MS).toISOString());
      // Whose own facts had changed is not written down, so the shard asks for all that it serves.
      this.send([{ ...changeOf(view, now), view: texts.of(state, view), retell: 'everyone', moved }]);
    }
  }

  /** What concerns each of these people alone, to their sockets; it has no position and moves nothing. */
  sendOwn(view: RegisteredView, own: Readonly<Record<string, Own>>, now: string): void {
    const { texts, state } = this.#memory;
    this.send([{ ...changeOf(view, now), view: texts.of(state, view), own }]);
  }

  async #tell(change: ShardChange): Promise<void> {
    const { shard, position, moved } = change;
    try {
      await this.#stub(shard).publish(change);
      noteReached(this.#memory.storage.sql, shard, position.offset, moved);
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

function changeOf({ key, shard, position }: RegisteredView, now: string): Omit<ShardChange, 'view'> {
  return { viewKey: key, shard, position, vouchedAt: now, frames: [], own: {}, retell: [], moved: [] };
}
