import * as v from 'valibot';

/** Days of the week as ISO 8601 counts them: 1 is Monday, 7 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** A time of day, to the minute. */
export const ClockTime = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day from 00:00 to 23:59'),
);

const TimeZone = v.pipe(v.string(), v.check(isTimeZone, 'must be the name of a time zone: Europe/Berlin'));

/**
 * When a person wants to be left in peace, by the clock on the wall of a zone. Where `until` is not after `from` they last
 * into the next day: 22:00 to 07:00 is a night, 00:00 to 00:00 a whole day. `days` are those on which they begin.
 */
export const QuietHours = v.strictObject({
  from: ClockTime,
  until: ClockTime,
  days: v.pipe(
    v.array(v.picklist(weekdays)),
    v.minLength(1, 'must name a day'),
    v.transform((days) => weekdays.filter((day) => days.includes(day))),
  ),
  timeZone: TimeZone,
});
export type QuietHours = v.InferOutput<typeof QuietHours>;

/** True for the name of a zone that this machine knows. An offset such as `+01:00` is none: it knows no summer. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z][\w+/-]{1,63}$/i.test(name)) return false;
  try {
    // Throws a RangeError for a zone that it does not know.
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
