import { timing } from '../../shared/protocol/limits.ts';
import type { Clock } from './ports.ts';

/** What the background knows of time: the relay's clock, and how old a confirmation is. */
export interface Clocks {
  /** The relay's time as ISO 8601, as well as this browser can tell. */
  readonly relayNow: () => string;
  /** Milliseconds since relay time `at`: the greater of what the two clocks say. `null` for never. */
  readonly ageMs: (at: string | null) => number | null;
  /** False once the two clocks have parted by more than they may since the last synchronisation. */
  readonly areTrusted: () => boolean;
  /** Takes the relay's time from an answer that took `roundTripMs` from question to answer. */
  readonly synchronise: (relayNow: string, roundTripMs: number) => void;
  /** Milliseconds to add to the wall clock, for keeping across the worker's death. */
  readonly offsetMs: () => number;
}

const SAMPLES_KEPT = 5;

/**
 * Starts from the offset that was kept. The wall clock can be set back and the monotonic one may halt in sleep, so an age is
 * the greater of both, and where they disagree neither is believed until the relay has told its time again.
 */
export function createClocks(clock: Clock, keptOffsetMs: number): Clocks {
  let samples: { offsetMs: number; roundTripMs: number }[] = [];
  let offsetMs = keptOffsetMs;
  let anchor: { wallMs: number; monotonicMs: number } | null = null;

  const driftMs = () =>
    anchor ? Math.abs(clock.wallMs() - anchor.wallMs - (clock.monotonicMs() - anchor.monotonicMs)) : 0;
  const relayMsByWall = () => clock.wallMs() + offsetMs;
  const relayMsByMonotonic = () =>
    anchor ? anchor.wallMs + (clock.monotonicMs() - anchor.monotonicMs) + offsetMs : -Infinity;

  return {
    relayNow: () => new Date(relayMsByWall()).toISOString(),
    ageMs(at) {
      if (at === null) return null;
      return Math.max(0, Math.max(relayMsByWall(), relayMsByMonotonic()) - Date.parse(at));
    },
    areTrusted: () => driftMs() <= timing.clockDriftMs,
    synchronise(relayNow, roundTripMs) {
      // Samples taken before the clock was set say nothing about the clock as it is now.
      if (driftMs() > timing.clockDriftMs) samples = [];
      anchor = { wallMs: clock.wallMs(), monotonicMs: clock.monotonicMs() };
      const sample = { offsetMs: Date.parse(relayNow) + roundTripMs / 2 - anchor.wallMs, roundTripMs };
      samples = [...samples, sample].slice(-SAMPLES_KEPT);
      offsetMs = samples.reduce((best, s) => (s.roundTripMs < best.roundTripMs ? s : best)).offsetMs;
    },
    offsetMs: () => offsetMs,
  };
}
