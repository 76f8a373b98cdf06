/** Waits until something has happened a number of times, and knows when it first and last did. Bounded in time. */
export class Countdown {
  readonly done: Promise<{ firstAt: number; lastAt: number }>;
  left: number;
  readonly #timer: NodeJS.Timeout;
  readonly #resolve: (times: { firstAt: number; lastAt: number }) => void;
  readonly #reject: (error: Error) => void;
  #firstAt = 0;

  constructor(what: string, count: number, withinMs: number) {
    const { promise, resolve, reject } = Promise.withResolvers<{ firstAt: number; lastAt: number }>();
    this.done = promise;
    this.left = count;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(
      () => this.fail(`${this.left} ${what} are missing after ${withinMs} ms`),
      withinMs,
    );
    // The error reaches whoever awaits `done`; until then it must not count as unhandled.
    promise.catch(() => undefined);
  }

  count(): void {
    if (this.#firstAt === 0) this.#firstAt = performance.now();
    this.left -= 1;
    if (this.left > 0) return;
    clearTimeout(this.#timer);
    this.#resolve({ firstAt: this.#firstAt, lastAt: performance.now() });
  }

  fail(reason: string): void {
    clearTimeout(this.#timer);
    this.#reject(new Error(reason));
  }
}
