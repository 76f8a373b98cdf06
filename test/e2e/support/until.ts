import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/**
 * Looks again and again until `look` answers with something true, and answers with that. Throws, naming `what` and the
 * last thing seen, where it has not come within `withinMs`. An error thrown by `look` counts as "not yet".
 */
export async function until<Seen>(
  what: string,
  look: () => Seen | Promise<Seen>,
  withinMs = 30_000,
): Promise<NonNullable<Exclude<Seen, false>>> {
  const deadline = performance.now() + withinMs;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const seen = await look();
      if (seen) return seen as NonNullable<Exclude<Seen, false>>;
      last = seen;
    } catch (error) {
      last = error;
    }
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`waited ${withinMs} ms for: ${what}; last seen: ${String(last)}`);
}

/**
 * Watches for the whole of `forMs` and answers with everything seen, once a look. For what must *not* happen: a claim
 * that stays away has no event to wait for.
 */
export async function watch<Seen>(look: () => Seen | Promise<Seen>, forMs: number): Promise<Seen[]> {
  const end = performance.now() + forMs;
  const seen: Seen[] = [];
  while (performance.now() < end) {
    seen.push(await look());
    await pause(LOOK_EVERY_MS);
  }
  return seen;
}
