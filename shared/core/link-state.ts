import { timing } from '../protocol/limits.ts';

/**
 * How far the browser can speak for the relay: `unpaired` (no address or credential), `ended` (it was
 * paired until the relay ended it), `connecting` (not yet heard),
 * `current` (vouched for less than a minute ago), `stale` (was heard, now cut off), `refused` (the credential is no longer
 * good), `outdated` (the relay wants a newer extension).
 */
export type LinkState = (typeof linkStates)[number];
export const linkStates = [
  'unpaired',
  'ended',
  'connecting',
  'current',
  'stale',
  'refused',
  'outdated',
] as const;

/** What is known of the connection. Ages in milliseconds; `null` means never. */
export interface LinkFacts {
  readonly isPaired: boolean;
  /** Only where it is not paired. */
  readonly hasEnded: boolean;
  readonly isRefused: boolean;
  readonly isOutdated: boolean;
  /** Since the relay last vouched: the greater of what the wall clock and the monotonic clock say. */
  readonly confirmedAgeMs: number | null;
  /** Since the socket that was synchronised went away; `null` while one is, or where none ever was. */
  readonly lostForMs: number | null;
  /** Whether a `resume` or `snapshot` came on the socket that is open now. Nothing else is contact. */
  readonly isSynchronised: boolean;
  readonly areClocksTrusted: boolean;
}

/** The one word for the facts. The badge and every surface go by it. */
export function linkState(facts: LinkFacts): LinkState {
  if (!facts.isPaired) return facts.hasEnded ? 'ended' : 'unpaired';
  if (facts.isRefused) return 'refused';
  if (facts.isOutdated) return 'outdated';
  if (facts.confirmedAgeMs === null) return 'connecting';
  if (facts.confirmedAgeMs >= timing.staleAfterMs || !facts.areClocksTrusted) return 'stale';
  if (facts.isSynchronised) return 'current';
  const isLossFresh = facts.lostForMs !== null && facts.lostForMs < timing.lossShownAfterMs;
  return isLossFresh ? 'current' : 'stale';
}

/** Whether there is a relay to speak for at all. */
export function isPaired(link: LinkState): boolean {
  return link !== 'unpaired' && link !== 'ended';
}
