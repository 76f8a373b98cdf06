/** One kind of soak: the same turn again and again, and what it found. */
export interface Run {
  /** The record is `docs/evidence/<name>.json`. */
  readonly name: string;
  /** What one turn is, for a reader of the record. */
  readonly what: string;
  /** What turns are counted as, in the plural. */
  readonly turns: string;
  /** How many, unless told otherwise. */
  readonly wanted: number;
  /** `null` where none takes part. */
  readonly browser: 'chromium' | 'firefox' | null;
  /** Sets everything up. `seeds`: the turns to take again, by the seeds that a record names; absent where turns are drawn. */
  readonly open: (seeds?: readonly number[]) => Promise<Soaking>;
}

/** A soak that runs. */
export interface Soaking {
  /** Takes one turn; resolves with what went wrong in it, a sentence each. `random` gives numbers in [0, 1). */
  readonly take: (random: () => number) => Promise<readonly string[]>;
  /** The figures so far. */
  readonly found: () => object;
  readonly close: () => Promise<void>;
}

/** Middle, tail and end of a list of durations. */
export function percentiles(values: readonly number[]): { p50: number; p99: number; max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
