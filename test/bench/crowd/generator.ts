import { Crowd, type Target } from './crowd.ts';

/*
 * The generator's process. It is asked over the channel to its parent: `{id, target}` makes a crowd, `{id, method, args}`
 * asks it something; each is answered with `{id, value}` or `{id, error}`.
 */

type Ask =
  | { readonly id: number; readonly target: Target }
  | { readonly id: number; readonly method: 'leave' | keyof Crowd; readonly args: readonly unknown[] };

let crowd: Crowd | null = null;

process.on('message', (ask: Ask) => {
  // Not awaited: an answer goes back for each, its failure included.
  void answer(ask);
});
process.on('disconnect', () => process.exit(0));

async function answer(ask: Ask): Promise<void> {
  try {
    process.send?.({ id: ask.id, value: await carryOut(ask) });
  } catch (error) {
    process.send?.({ id: ask.id, error: error instanceof Error ? error.message : String(error) });
  }
}

async function carryOut(ask: Ask): Promise<unknown> {
  if ('target' in ask) {
    crowd?.leave();
    crowd = new Crowd(ask.target);
    return null;
  }
  if (!crowd) throw new Error('there is no crowd yet');
  const method = crowd[ask.method] as (...args: readonly unknown[]) => unknown;
  return method.apply(crowd, [...ask.args]);
}
