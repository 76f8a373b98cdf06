/** How long a banner must have been visible without a break to count as displayed. */
export const DISPLAYED_AFTER_MS = 2_000;
/** How long until the background is asked again whether anybody can be looking. */
export const ASK_AGAIN_MS = 5_000;

/** What the proof rests on. */
export interface ProofDeps {
  /** Ends when the banner is no longer wholly visible, or shows something else. */
  readonly signal: AbortSignal;
  /** Whether tab, window and machine are such that a person could be looking, asked anew. */
  readonly canBeSeen: () => Promise<boolean>;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * Resolves to true once the banner, visible since the call, has been so for 2 s while somebody could be looking at both ends; to
 * false where the signal ended first. False means "not proven", never "not seen".
 */
export async function proveDisplayed({ signal, canBeSeen, wait }: ProofDeps): Promise<boolean> {
  while (!signal.aborted) {
    if (await canBeSeen()) {
      await wait(DISPLAYED_AFTER_MS);
      if (!signal.aborted && (await canBeSeen())) return !signal.aborted;
    } else {
      await wait(ASK_AGAIN_MS);
    }
  }
  return false;
}

/** How long a banner must have been visible before a click on it counts, against pages that slip it under the pointer. */
export const VISIBLE_BEFORE_CLICK_MS = 500;

/** True where a click was a person's and met a banner that was visible long enough. Times on the clock of `event.timeStamp`. */
export function isClickMeant(
  event: Pick<Event, 'isTrusted' | 'timeStamp'>,
  visibleSinceMs: number | null,
): boolean {
  return (
    event.isTrusted && visibleSinceMs !== null && event.timeStamp - visibleSinceMs >= VISIBLE_BEFORE_CLICK_MS
  );
}
