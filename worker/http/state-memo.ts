import { nowMs } from '../clock.ts';
import type { Caller, ViewReading } from '../hub/hub-api.ts';

/** How long a reading may be given out again, and to how many people it is kept for. */
const KEPT_MS = 1_000;
const PEOPLE = 500;

interface Kept {
  readonly reading: ViewReading;
  readonly atMs: number;
}

/**
 * The last reading of each person's view, for a second: many browsers that read at once wake the hub once. It belongs to
 * one isolate; whoever writes through this isolate reads what was written, since a write forgets everything.
 */
export class StateMemo {
  // In the order of reading, so that the first is the oldest.
  readonly #kept = new Map<string, Kept>();
  #writes = 0;

  /** The kept reading, or the one that `read` fetches. */
  async read<Other>(actor: Caller, read: () => Promise<ViewReading | Other>): Promise<ViewReading | Other> {
    const key = `${actor.role} ${actor.id}`;
    const kept = this.#kept.get(key);
    if (kept && nowMs() - kept.atMs < KEPT_MS) return kept.reading;
    const writes = this.#writes;
    const atMs = nowMs();
    const reading = await read();
    // A write that ended meanwhile may not be in this reading.
    if (isReading(reading) && writes === this.#writes) this.#keep(key, { reading, atMs });
    return reading;
  }

  /** To be called after each write that a view may show. */
  forgetAll(): void {
    this.#writes += 1;
    this.#kept.clear();
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > PEOPLE && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** The memo of this isolate. */
export const stateMemo = new StateMemo();

function isReading(value: unknown): value is ViewReading {
  return typeof value === 'object' && value !== null && 'position' in value;
}
