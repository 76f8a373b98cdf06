import { env } from 'cloudflare:workers';

/*
 * How many histories are tried, and from which seed. `npm run soak -- leaks` and `noninterference` set both and try many; a
 * commit tries a few, from a new seed each time, which a failure prints.
 */

const { LEAK_HISTORIES: count, LEAK_SEED: seed } = env as unknown as Record<string, string | undefined>;

export const runs = {
  settings: { numRuns: Number(count ?? 50), ...(seed ? { seed: Number(seed) } : {}) },
  shown: `${count ?? 50} histories`,
  /** For the whole test, shrinking included. */
  withinMs: 30_000 + Number(count ?? 50) * 2_000,
};
