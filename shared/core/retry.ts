/** The shape of a retry: where it starts and where it ends, in milliseconds. */
export interface RetryShape {
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * Milliseconds to wait before attempt `attempt` (1-based): full jitter over an exponentially growing span, so that a
 * crowd that fell together does not rise together. `random` in [0, 1) is passed in so tests can fix it.
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function retryDelayMs(attempt: number, random: number, { baseMs, capMs }: RetryShape): number {
  const span = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30));
  return Math.floor(random * span);
}
