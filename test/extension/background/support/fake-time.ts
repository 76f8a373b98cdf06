import type { Clock, Timers } from '../../../../extension/background/ports.ts';

/** Time that goes where a test says, with timers that run on the way. */
export class FakeTime implements Clock, Timers {
  #wallMs = Date.parse('2026-11-24T14:02:00.000Z');
  #monotonicMs = 1_000;
  #timers: { atMs: number; run: () => void }[] = [];

  readonly wallMs = () => this.#wallMs;
  readonly monotonicMs = () => this.#monotonicMs;
  readonly after = (ms: number, run: () => void) => {
    const timer = { atMs: this.#monotonicMs + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Lets both clocks go on and everything that is due happen, promises included. */
  async advance(ms: number): Promise<void> {
    await settle();
    const endMs = this.#monotonicMs + ms;
    for (;;) {
      const [next] = this.#timers.toSorted((a, b) => a.atMs - b.atMs);
      if (!next || next.atMs > endMs) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#goTo(Math.max(next.atMs, this.#monotonicMs));
      next.run();
      await settle();
    }
    this.#goTo(endMs);
  }

  /** The machine sleeps: the wall clock goes on, the monotonic one and the timers do not. */
  sleep(ms: number): void {
    this.#wallMs += ms;
  }

  /** Somebody sets the clock. */
  setWallBy(ms: number): void {
    this.#wallMs += ms;
  }

  /** A worker dies with its timers. */
  killTimers(): void {
    this.#timers = [];
  }

  timerCount(): number {
    return this.#timers.length;
  }

  #goTo(monotonicMs: number): void {
    this.#wallMs += monotonicMs - this.#monotonicMs;
    this.#monotonicMs = monotonicMs;
  }
}

/** Lets every promise that can settle do so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
