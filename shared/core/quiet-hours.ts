import type { QuietHours } from '../model/quiet-hours.ts';
import type { Timestamp } from '../model/time.ts';

/**
 * True while a person wants to be left in peace. It goes by what a clock on the wall of their zone shows: when the hour from
 * two to three comes twice, quiet hours that end in it end twice. `null` is never quiet, nor is a zone that this machine does
 * not know: a person is told too much before too little.
 */
export function isQuiet(quietHours: QuietHours | null, at: Timestamp): boolean {
  if (!quietHours) return false;
  const { from, until, days } = quietHours;
  const wall = wallClock(at, quietHours.timeZone);
  if (!wall) return false;
  const { day, time } = wall;
  const beginsOn = (weekday: number) => days.some((one) => one === weekday);
  if (from < until) return beginsOn(day) && from <= time && time < until;
  const dayBefore = day === 1 ? 7 : day - 1;
  return (beginsOn(day) && from <= time) || (beginsOn(dayBefore) && time < until);
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The ISO weekday (1 to 7) and the time of day (`HH:MM`) that a clock in the zone shows; `null` for an unknown zone. */
function wallClock(at: Timestamp, timeZone: string): { readonly day: number; readonly time: string } | null {
  const clock = clockIn(timeZone);
  if (!clock) return null;
  const parts = new Map(clock.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return {
    day: weekdayNames.indexOf(parts.get('weekday') ?? '') + 1,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}

function clockIn(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    return null;
  }
}
