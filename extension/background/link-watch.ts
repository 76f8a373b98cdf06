import { type LinkState, linkState } from '../../shared/core/link-state.ts';
import { timing } from '../../shared/protocol/limits.ts';
import type { Clocks } from './clocks.ts';
import type { Clock, Log, Timers } from './ports.ts';
import type { LinkMemory } from './store.ts';

export interface LinkWatchPorts {
  readonly clock: Clock;
  readonly clocks: Clocks;
  readonly timers: Timers;
  readonly confirmedAt: () => string | null;
  /** Whether this browser was paired until the relay ended it. */
  readonly hasEnded: () => boolean;
  /** Settled when everything is painted. */
  readonly repaint: () => Promise<void>;
  readonly log: Log;
}

/** What this life of the background knows of the link, and the painting of it. */
export interface LinkWatch {
  /** Nothing has been heard yet. */
  readonly reset: () => void;
  /** The relay answered `hello` on the socket that is open now. */
  readonly synchronised: () => void;
  /** That socket is gone. */
  readonly lost: () => void;
  /** No attempt will be made for so long. */
  readonly waits: (ms: number) => void;
  readonly confirmedAgeMs: () => number | null;
  readonly link: (isPaired: boolean, verdict: LinkMemory['verdict']) => LinkState;
  /** Paints, and comes back when the link would read otherwise with nothing but time passing. */
  readonly show: () => Promise<void>;
}

/** Watches the link from this end: a loss is told after 10 s, and a confirmation is none after a minute. */
export function createLinkWatch(ports: LinkWatchPorts): LinkWatch {
  const { clock, clocks, timers, log } = ports;
  let isSynchronised = false;
  let lostAtMs: number | null = null;
  let isLossTold = false;
  let cancelShow = () => {};

  const confirmedAgeMs = () => clocks.ageMs(ports.confirmedAt());

  function lostForMs(): number | null {
    if (lostAtMs === null) return null;
    return isLossTold ? Infinity : clock.monotonicMs() - lostAtMs;
  }

  function setLink(isNow: boolean, lostAt: number | null): void {
    isSynchronised = isNow;
    lostAtMs = lostAt;
    isLossTold = false;
  }

  async function show(): Promise<void> {
    cancelShow();
    const lostMs = lostForMs();
    const leftMs = [
      timing.staleAfterMs - (confirmedAgeMs() ?? Infinity),
      lostMs === null ? 0 : timing.lossShownAfterMs - lostMs,
    ].filter((ms) => ms > 0);
    const again = () => {
      show().catch(() => log('link.unpainted'));
    };
    if (leftMs.length > 0) cancelShow = timers.after(Math.min(...leftMs), again);
    await ports.repaint();
  }

  return {
    reset: () => setLink(false, null),
    synchronised() {
      if (!isSynchronised) log('link.current');
      setLink(true, null);
    },
    lost() {
      if (isSynchronised) setLink(false, clock.monotonicMs());
    },
    // A wait past the moment of telling is told before it begins: the worker may not live to tell it.
    waits(ms) {
      isLossTold ||= (lostForMs() ?? 0) + ms >= timing.lossShownAfterMs;
    },
    confirmedAgeMs,
    link: (isPaired, verdict) =>
      linkState({
        isPaired,
        hasEnded: ports.hasEnded(),
        isRefused: verdict === 'refused',
        isOutdated: verdict === 'outdated',
        confirmedAgeMs: confirmedAgeMs(),
        lostForMs: lostForMs(),
        isSynchronised,
        areClocksTrusted: clocks.areTrusted(),
      }),
    show,
  };
}
