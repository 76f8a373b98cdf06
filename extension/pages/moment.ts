import type { LinkState } from '../../shared/core/link-state.ts';
import { timing } from '../../shared/protocol/limits.ts';

/** The two clocks of a page, in milliseconds: the wall clock may be set back, the other may halt in sleep. */
export interface Clocks {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

export const readClocks = (): Clocks => ({ wallMs: Date.now(), monotonicMs: performance.now() });

/** What the background said, and what the page's clocks showed when it did. */
export interface Heard {
  readonly relayNow: string;
  readonly confirmedAt: string | null;
  readonly link: LinkState;
  readonly at: Clocks;
}

/** What a page may say right now. */
export interface Moment {
  /** Relay time, ISO. */
  readonly now: string;
  readonly link: LinkState;
  /** How long `link` may stand if nothing more is heard. */
  readonly goodForMs: number;
}

/**
 * Counts on from what was heard, with the page's own clocks; of the two the one that went further, so that neither sleep nor
 * a clock that was set back makes old news look fresh. `current` ends by itself a minute after the confirmation, and at
 * once where the background has fallen silent.
 */
export function momentOf(heard: Heard, clocks: Clocks, isSilent: boolean): Moment {
  const passedMs = Math.max(0, clocks.wallMs - heard.at.wallMs, clocks.monotonicMs - heard.at.monotonicMs);
  const nowMs = Date.parse(heard.relayNow) + passedMs;
  const ageMs = heard.confirmedAt === null ? Infinity : nowMs - Date.parse(heard.confirmedAt);
  const goodForMs = Math.max(0, timing.staleAfterMs - ageMs);
  const isCurrent = heard.link === 'current' && !isSilent && goodForMs > 0;
  return {
    now: new Date(nowMs).toISOString(),
    link: heard.link === 'current' && !isCurrent ? 'stale' : heard.link,
    goodForMs: isCurrent ? goodForMs : Infinity,
  };
}
