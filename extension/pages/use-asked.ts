import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Background } from './background.ts';
import type { Clocks } from './moment.ts';

/** How often a surface counts on and asks again by itself. */
export const TICK_MS = 15_000;

/** An answer of the background as a surface holds it. */
export interface Asked<Answer> {
  /** The last answer and when it came; `null` before the first. */
  readonly last: { readonly answer: Answer; readonly at: Clocks } | null;
  /** True where the newestRef question got no answer in time. */
  readonly isSilent: boolean;
  /** Asks again now; `null` where no answer came. */
  readonly refresh: () => Promise<Answer | null>;
}

/** Asks the background when the surface opens, whenever something changed, and every {@link TICK_MS}. */
export function useAsked<Answer>(
  background: Background,
  clocks: () => Clocks,
  ask: (background: Background) => Promise<Answer>,
): Asked<Answer> {
  const [held, setHeld] = useState<Pick<Asked<Answer>, 'last' | 'isSilent'>>({ last: null, isSilent: false });
  const newestRef = useRef(0);
  const refresh = useCallback(async () => {
    const turn = ++newestRef.current;
    try {
      const answer = await ask(background);
      // An answer that a later question has overtaken is older than what is shown.
      if (turn === newestRef.current) setHeld({ last: { answer, at: clocks() }, isSilent: false });
      return answer;
    } catch {
      if (turn === newestRef.current) setHeld(({ last }) => ({ last, isSilent: true }));
      return null;
    }
  }, [background, clocks, ask]);
  // Asked before the first paint, which has nothing to show without the answer.
  useLayoutEffect(() => {
    void refresh();
    const forget = background.onChanged(() => void refresh());
    const timer = setInterval(() => void refresh(), TICK_MS);
    return () => {
      forget();
      clearInterval(timer);
      newestRef.current = Infinity;
    };
  }, [refresh, background]);
  return { ...held, refresh };
}
