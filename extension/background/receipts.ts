import * as v from 'valibot';
import { retryDelayMs } from '../../shared/core/retry.ts';
import { type Receipt, stageRank } from '../../shared/model/receipt.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { Call } from './authorised-fetch.ts';
import { createTurns } from './in-turn.ts';
import type { Log, StorageArea, Timers } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** Receipts that the relay has not taken yet. */
export interface Receipts {
  /** Queues them, durably. Acknowledgements are sent at once, the rest in a batch a little later. */
  readonly add: (receipts: readonly Receipt[]) => Promise<void>;
  /** Sends what is left from before, some seconds later: call at every start and wake-up. */
  readonly wake: () => Promise<void>;
  readonly clear: () => Promise<void>;
}

export interface ReceiptsPorts {
  readonly queue: Stored<readonly Receipt[]>;
  readonly isPaired: () => boolean;
  readonly call: Call;
  readonly timers: Timers;
  readonly random: () => number;
  readonly log: Log;
}

const BATCH_AFTER_MS = 2_000;
// A crowd that met the same update must not tell of it in the same second.
const BATCH_SPREAD_MS = 10_000;
const RETRY = { baseMs: 5_000, capMs: 10 * 60_000 };
/** Refusals that say "later" or "sign in again", not "never". */
const passingStatuses: ReadonlySet<number> = new Set([401, 408, 425, 429]);

/** The form alone: this browser wrote them, and the relay holds them against the model. */
const KeptReceipt = v.object({
  incidentId: v.string(),
  revision: v.number(),
  stage: v.picklist(['delivered', 'displayed', 'opened', 'acknowledged']),
  at: v.string(),
});

export function storedReceipts(area: StorageArea): Stored<readonly Receipt[]> {
  return stored(area, 'receipts', v.array(KeptReceipt), []);
}

/** A queue that outlives the worker: a receipt is forgotten only after the relay has taken it. */
export function createReceipts(ports: ReceiptsPorts): Receipts {
  const { queue, timers, log } = ports;
  const oneByOne = createTurns();
  let cancelFlush: (() => void) | null = null;
  let failures = 0;

  /** Reading, changing and writing the queue never overlap. */
  function change(merge: (receipts: readonly Receipt[]) => readonly Receipt[]): Promise<void> {
    return oneByOne(async () => queue.save(merge(await queue.load())));
  }

  function flushAfter(ms: number): void {
    cancelFlush?.();
    cancelFlush = timers.after(ms, () => {
      cancelFlush = null;
      flush().catch(() => log('receipt.unsent'));
    });
  }

  async function flush(): Promise<void> {
    const batch = (await queue.load()).slice(0, limits.receiptsPerBatch);
    if (!ports.isPaired() || batch.length === 0) return;
    const outcome = await send(batch);
    if (outcome === 'later') {
      failures += 1;
      flushAfter(retryDelayMs(failures, ports.random(), RETRY));
      return;
    }
    failures = 0;
    await change((receipts) => receipts.filter((receipt) => !batch.some((sent) => isSame(sent, receipt))));
    if ((await queue.load()).length > 0) flushAfter(0);
  }

  async function send(receipts: readonly Receipt[]): Promise<'done' | 'later'> {
    const answer = await ports
      .call('/api/v1/receipts', { method: 'POST', body: { receipts } })
      .catch(() => null);
    if (answer?.ok) return 'done';
    const isFinal = answer !== null && answer.status < 500 && !passingStatuses.has(answer.status);
    log(isFinal ? 'receipt.dropped' : 'receipt.delayed', {
      status: answer?.status ?? null,
      count: receipts.length,
    });
    return isFinal ? 'done' : 'later';
  }

  return {
    async add(receipts) {
      if (receipts.length === 0) return;
      await change((held) => mergeReceipts(held, receipts));
      if (receipts.some((receipt) => receipt.stage === 'acknowledged')) flushAfter(0);
      else if (!cancelFlush) flushAfter(batchDelayMs());
    },
    async wake() {
      if (!cancelFlush && (await queue.load()).length > 0) flushAfter(batchDelayMs());
    },
    async clear() {
      cancelFlush?.();
      cancelFlush = null;
      await oneByOne(() => queue.clear());
    },
  };

  function batchDelayMs(): number {
    return BATCH_AFTER_MS + Math.floor(ports.random() * BATCH_SPREAD_MS);
  }
}

/**
 * The furthest stage of each revision, oldest first, since a stage includes the earlier ones. Where there are too many,
 * the oldest of the least stages go: an acknowledgement is lost last.
 */
export function mergeReceipts(held: readonly Receipt[], added: readonly Receipt[]): Receipt[] {
  const merged = new Map<string, Receipt>();
  for (const receipt of [...held, ...added]) {
    const key = `${receipt.incidentId} ${receipt.revision}`;
    const known = merged.get(key);
    if (!known || stageRank(known.stage) < stageRank(receipt.stage)) merged.set(key, receipt);
  }
  const receipts = [...merged.values()];
  const surplus = receipts.length - limits.receiptsQueued;
  if (surplus <= 0) return receipts;
  const dropped = new Set(
    receipts.toSorted((a, b) => stageRank(a.stage) - stageRank(b.stage)).slice(0, surplus),
  );
  return receipts.filter((receipt) => !dropped.has(receipt));
}

function isSame(a: Receipt, b: Receipt): boolean {
  return a.incidentId === b.incidentId && a.revision === b.revision && a.stage === b.stage;
}
