import * as v from 'valibot';
import { msBetween } from '../model/time.ts';

/** What a browser remembers of whether its person was there. Times are the relay's. */
export const Absence = v.object({
  /** When the browser was last known to run; `null` for never. */
  ranAt: v.nullable(v.string()),
  /** Since when nobody has been at the machine; `null` while somebody is. */
  leftAt: v.nullable(v.string()),
  /** When somebody came back, while it is not decided yet how long nobody was there. */
  backAt: v.nullable(v.string()),
  /** Since when a person who is back was away, and has not been told what they missed. */
  from: v.nullable(v.string()),
  /** Until when: what happens after the return was not missed. `null` where `from` is. */
  until: v.nullable(v.string()),
});
export type Absence = v.InferOutput<typeof Absence>;

export const noAbsence: Absence = { ranAt: null, leftAt: null, backAt: null, from: null, until: null };

/** Who is gone for less than this has missed nothing that the bar would not tell. */
export const AWAY_AFTER_MS = 15 * 60_000;

/**
 * The browser runs, at `at`. A gap since it last did is sleep, or a browser that was closed. Only where `isSure` (the relay has
 * confirmed this clock) is a gap believed: without, a clock that somebody set would look like a night.
 */
export function runs(absence: Absence, at: string, isSure: boolean): Absence {
  const { ranAt, leftAt, backAt } = absence;
  const gapMs = ranAt === null ? 0 : msBetween(ranAt, at);
  if (!isSure) return gapMs >= 0 && gapMs < AWAY_AFTER_MS ? { ...absence, ranAt: at } : absence;
  const slept = gapMs >= AWAY_AFTER_MS ? ranAt : null;
  if (leftAt === null || backAt === null) return { ...absence, ranAt: at, ...missed(absence, at, slept) };
  const end = backAt < at ? backAt : at;
  const left = msBetween(leftAt, end) >= AWAY_AFTER_MS ? leftAt : null;
  return { ranAt: at, leftAt: null, backAt: null, ...missed(absence, at, slept, left) };
}

/** What was missed before, and what ends at `at`: from the first beginning to the last return. */
function missed(
  { from, until }: Absence,
  at: string,
  ...begins: (string | null)[]
): Omit<Absence, 'ranAt' | 'leftAt' | 'backAt'> {
  const isNew = begins.some((begin) => begin !== null);
  return { from: earliest(from, ...begins), until: isNew ? at : until };
}

/** Nobody has touched the machine since `at`, or it is locked. */
export function leaves(absence: Absence, at: string): Absence {
  return { ...absence, leftAt: absence.leftAt ?? at, backAt: null };
}

/** Somebody is at the machine. How long nobody was is decided when the browser {@link runs} next. */
export function returns(absence: Absence, at: string): Absence {
  return absence.leftAt === null ? absence : { ...absence, backAt: absence.backAt ?? at };
}

/** The person has been told what they missed. */
export function isToldMissed(absence: Absence): Absence {
  return { ...absence, from: null, until: null };
}

function earliest(...moments: readonly (string | null)[]): string | null {
  return moments.filter((moment) => moment !== null).toSorted()[0] ?? null;
}
