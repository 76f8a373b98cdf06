import * as v from 'valibot';

/** A moment as ISO 8601 in UTC with milliseconds, the only form on the wire: `2026-11-24T14:02:00.000Z`. */
export const Timestamp = v.pipe(
  v.string(),
  v.isoTimestamp('must be an ISO 8601 time with its zone'),
  v.check(isRealTime, 'must be a real time'),
  v.transform((text) => new Date(Date.parse(text)).toISOString()),
);
export type Timestamp = v.InferOutput<typeof Timestamp>;

/** `Date.parse` takes 30 February for 2 March, so the day is read back. */
function isRealTime(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(Date.parse(text)) || Number.isNaN(day.getTime())) return false;
  return day.toISOString().slice(0, 10) === text.slice(0, 10);
}

/** The moment `minutes` after `at`. */
export function addMinutes(at: Timestamp, minutes: number): Timestamp {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

/** Milliseconds from `from` to `to`; negative where `to` is earlier. */
export function msBetween(from: Timestamp, to: Timestamp): number {
  return Date.parse(to) - Date.parse(from);
}
