import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Sight, watchSight } from './watch-sight.ts';

/** Whether and since when the element is seen. Starts anew when `key` changes. */
export function useSight(element: RefObject<HTMLElement | null>, key: string): Sight {
  const [sight, setSight] = useState<Sight>({ sinceMs: null, isProof: false });
  useEffect(() => {
    if (!element.current) return undefined;
    const ending = new AbortController();
    // It only waits for an animation, and tells by `setSight`.
    void watchSight(element.current, ending.signal, setSight);
    return () => {
      ending.abort();
      setSight({ sinceMs: null, isProof: false });
    };
  }, [element, key]);
  return sight;
}
