import type { Rejection } from '../../shared/core/rejection.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { refusal, type ShownProof } from '../auth/dpop.ts';
import { readMeta, writeMeta } from './meta.ts';

const MARK = 'proofs_until';

/** How many proofs are remembered; a minute of far more calls than a hub answers. */
const MOST = 200_000;

/**
 * The proofs that were used, so that none counts twice. They are kept in memory for as long as they could be shown again; the
 * database holds one number, the time of the newest. After a restart nothing up to that time counts, which refuses
 * whatever may have been used before, and nothing that is newer.
 */
export class ProofLedger {
  /** When each was used. In the order of use, so that the first is the oldest. */
  readonly #used = new Map<string, { atMs: number; issuedAtMs: number }>();
  /** Of proofs issued up to here it is not known whether they were used. */
  #sinceMs: number;
  /** What the database says of the newest. */
  #markMs: number;

  readonly #most: number;

  constructor(sql: SqlStorage, most = MOST) {
    this.#most = most;
    this.#sinceMs = markIn(sql);
    this.#markMs = this.#sinceMs;
  }

  /** Uses the proof up, in the commit that is running; the refusal where it was used, or may have been. */
  take(sql: SqlStorage, { thumbprint, id, issuedAtMs }: ShownProof, atMs: number): Rejection | null {
    this.#forget(atMs);
    const key = `${thumbprint} ${id}`;
    if (this.#used.has(key)) return refusal('The DPoP proof has been used.');
    if (issuedAtMs <= this.#sinceMs) return refusal('The DPoP proof is too old. Make a new one.');
    this.#used.set(key, { atMs, issuedAtMs });
    if (issuedAtMs > this.#markMs) {
      writeMeta(sql, MARK, String(issuedAtMs));
      this.#markMs = issuedAtMs;
    }
    return null;
  }

  /** To be called where a commit was undone, and with it perhaps the mark. */
  doubt(sql: SqlStorage): void {
    this.#markMs = markIn(sql);
  }

  #forget(atMs: number): void {
    const keptMs = limits.proofAgeMs + limits.proofAheadMs;
    for (const [key, used] of this.#used) {
      const isOver = used.atMs + keptMs < atMs;
      if (!isOver && this.#used.size < this.#most) return;
      // One that is forgotten early must not count again.
      if (!isOver) this.#sinceMs = Math.max(this.#sinceMs, used.issuedAtMs);
      this.#used.delete(key);
    }
  }
}

function markIn(sql: SqlStorage): number {
  return Number(readMeta(sql, MARK) ?? 0);
}
