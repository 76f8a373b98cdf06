import type { QuietHours } from '../model/quiet-hours.ts';
import type { Timestamp } from '../model/time.ts';

/**
 * True while a person wants to be left in peace. It goes by what a clock on the wall of their zone shows: when the hour from
 * two to three comes twice, quiet hours that end in it end twice. `null` is never quiet.
 */
export function isQuiet(quietHours: QuietHours | null, at: Timestamp): boolean {
  if (!quietHours) return false;
  const { from, until, days } = quietHours;
  const { day, time } = wallClock(at, quietHours.timeZone);
  const beginsOn = (weekday: number) => days.some((one) => one === weekday);
  if (from < until) return beginsOn(day) && from <= time && time < until;
  const dayBefore = day === 1 ? 7 : day - 1;
  return (beginsOn(day) && from <= time) || (beginsOn(dayBefore) && time < until);
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The ISO weekday (1 to 7) and the time of day (`HH:MM`) that a clock in the zone shows. */
function wallClock(at: Timestamp, timeZone: string): { readonly day: number; readonly time: string } {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(clock.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return {
    day: weekdayNames.indexOf(parts.get('weekday') ?? '') + 1,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}
