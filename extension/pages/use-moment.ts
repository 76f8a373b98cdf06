import { useEffect, useReducer } from 'preact/hooks';
import { type Clocks, type Heard, type Moment, momentOf } from './moment.ts';
import { TICK_MS } from './use-asked.ts';

/**
 * The moment for what was heard; drawn anew every {@link TICK_MS}, and to the point when a confirmation runs out, even
 * where the background says nothing more.
 */
export function useMoment(heard: Heard | null, clocks: () => Clocks, isSilent: boolean): Moment | null {
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const moment = heard && momentOf(heard, clocks(), isSilent);
  const waitMs = Math.min(TICK_MS, moment?.goodForMs ?? TICK_MS);
  useEffect(() => {
    const timer = setTimeout(() => drawAgain(null), waitMs);
    return () => clearTimeout(timer);
  });
  return moment;
}
