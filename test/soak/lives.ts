import type { Api } from '../e2e/support/api.ts';
import { type Life, type LifeTurn, lifeTurn } from '../e2e/support/life-turn.ts';
import { percentiles, type Soaking } from './run.ts';

/** Ends lives one after the other, amid updates. A surface that is right later than `limitMs` counts as a failure too. */
export function soakLives(api: Api, life: Life, limitMs: number, close: () => Promise<void>): Soaking {
  const figures = createFigures(limitMs);
  return {
    take: async (random) => figures.take(await lifeTurn(api, life, random)),
    found: figures.found,
    close,
  };
}

/** Sums up turns. */
export function createFigures(limitMs: number): {
  readonly take: (turn: LifeTurn) => readonly string[];
  readonly found: () => object;
} {
  const rightAgainMs: number[] = [];
  let updates = 0;
  let notRight = 0;
  let late = 0;
  return {
    take(turn) {
      updates += turn.updates;
      if (turn.wrong.length > 0 || turn.rightAgainMs === null) notRight++;
      if (turn.rightAgainMs === null) return turn.wrong;
      rightAgainMs.push(turn.rightAgainMs);
      if (turn.rightAgainMs <= limitMs) return turn.wrong;
      late++;
      return [...turn.wrong, `right only after ${turn.rightAgainMs} ms`];
    },
    found: () => ({ updates, notRight, limitMs, late, rightAgainMs: percentiles(rightAgainMs) }),
  };
}
