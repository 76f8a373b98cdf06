/** What a browser can tell of whether an element is seen. */
export interface Sight {
  /** Since when it has been wholly visible, on the clock of `event.timeStamp`; `null` while it is not. */
  readonly sinceMs: number | null;
  /** Whether the browser rules out that the page covers, fades or filters it. Chromium does, Firefox cannot. */
  readonly isProof: boolean;
}

// TypeScript's DOM types do not know version 2 of the observer. Source: https://w3c.github.io/IntersectionObserver/v2/
interface ObserverInitV2 extends IntersectionObserverInit {
  readonly trackVisibility?: boolean;
  readonly delay?: number;
}
interface EntryV2 extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

/** Watches an element until the signal ends. Begins once its own animation is over, which would make it count as faded. */
export async function watchSight(
  element: HTMLElement,
  signal: AbortSignal,
  onSight: (sight: Sight) => void,
): Promise<void> {
  await Promise.allSettled(element.getAnimations().map((animation) => animation.finished));
  if (signal.aborted) return;
  const isProof = 'isVisible' in IntersectionObserverEntry.prototype;
  const init: ObserverInitV2 = { threshold: 1, trackVisibility: true, delay: 100 };
  let sinceMs: number | null = null;
  const observer = new IntersectionObserver((entries) => {
    const entry: EntryV2 | undefined = entries.at(-1);
    const isSeen = isProof ? entry?.isVisible === true : entry?.isIntersecting === true;
    sinceMs = isSeen ? (sinceMs ?? performance.now()) : null;
    onSight({ sinceMs, isProof });
  }, init);
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}
