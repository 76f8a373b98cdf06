import type { Rate } from '../../shared/core/token-bucket.ts';

/** What gives way to publishing, which has no rate. It is counted for each credential, and for all of them together. */
export type Shed = 'receipts' | 'state' | 'tickets' | 'inbound' | 'pairings' | 'allPairings';

/** What is counted for each address, where it turns out to be wrong. */
export type Guess = 'credentials' | 'codes';

/**
 * For each credential: a person, or a source for `inbound`. `pairings` is for each address that browsers ask from to be connected, which may
 * be a whole office on its first morning, and `allPairings` for all of them together. In local mode all people of a role are one person, so these
 * carry a whole organisation, all 5,000 sockets of a view at once and again. `state` counts only what the hub is asked.
 */
export const shedRates: Readonly<Record<Shed, Rate>> = {
  receipts: { burst: 5_000, perSecond: 500 },
  state: { burst: 3_000, perSecond: 1_000 },
  tickets: { burst: 20_000, perSecond: 2_000 },
  inbound: { burst: 1_000, perSecond: 100 },
  pairings: { burst: 100, perSecond: 1 },
  allPairings: { burst: 1_000, perSecond: 5 },
};

/**
 * For all of an organisation's calls that give way, together: about half of what one hub answers in a second. It is more
 * than one person may take, so that a crowd that shares a token leaves the liaisons their reading.
 */
export const organisationRate: Rate = { burst: 50_000, perSecond: 4_000 };

/** The share of the organisation's tokens that is left to those behind: this is the order in which calls are shed. */
export const reserves: Readonly<Record<Shed, number>> = {
  receipts: 0.5,
  state: 0.35,
  pairings: 0.35,
  allPairings: 0.35,
  tickets: 0.2,
  inbound: 0,
};

/**
 * For each address. `credentials` are wrong tokens, sessions that are over, unknown sources and wrong proofs: not few where
 * a whole office comes from one address in the morning, and 256 bits are not guessed. `codes` are wrong sign-in codes.
 */
export const guessRates: Readonly<Record<Guess, Rate>> = {
  credentials: { burst: 500, perSecond: 10 },
  codes: { burst: 20, perSecond: 0.2 },
};
