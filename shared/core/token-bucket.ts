/** How many at once (`burst`), and how many a second in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** How many keys a set of buckets remembers, unless told otherwise. */
const KEYS = 10_000;

/**
 * A bucket of tokens for each key, full at first. A set of limited size: the key that came first makes room, and is as new
 * when it comes again. Times are milliseconds and passed in.
 */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #most: number;
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>();

  constructor(rate: Rate, most = KEYS) {
    this.#rate = rate;
    this.#most = most;
  }

  /** Takes a token where one is left beyond the `reserve`, a share of the bucket in [0, 1); false where there is none. */
  take(key: string, atMs: number, reserve = 0): boolean {
    const bucket = this.#refilled(key, atMs);
    if (bucket.tokens - 1 < reserve * this.#rate.burst) return false;
    bucket.tokens -= 1;
    return true;
  }

  /** Puts a token back that need not have been taken. */
  giveBack(key: string, atMs: number): void {
    const bucket = this.#refilled(key, atMs);
    bucket.tokens = Math.min(this.#rate.burst, bucket.tokens + 1);
  }

  #refilled(key: string, atMs: number): { tokens: number; atMs: number } {
    const { burst, perSecond } = this.#rate;
    const bucket = this.#buckets.get(key) ?? this.#add(key, atMs);
    // A clock that was set back gives nothing, and takes nothing away.
    const seconds = Math.max(0, atMs - bucket.atMs) / 1_000;
    bucket.tokens = Math.min(burst, bucket.tokens + seconds * perSecond);
    bucket.atMs = atMs;
    return bucket;
  }

  #add(key: string, atMs: number): { tokens: number; atMs: number } {
    const [first] = this.#buckets.keys();
    if (this.#buckets.size >= this.#most && first !== undefined) this.#buckets.delete(first);
    const bucket = { tokens: this.#rate.burst, atMs };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
