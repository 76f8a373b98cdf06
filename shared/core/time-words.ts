import type { Locale } from './locale.ts';

/** "14:02"; with the date where it is another day than `now`, and with the year where it is another year. */
export function clock(at: string, now: string, locale: Locale): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const day = { day: 'numeric', month: 'short' } as const;
  const year = { year: 'numeric' } as const;
  const isSame = (form: Intl.DateTimeFormatOptions) =>
    formatted(at, form, locale) === formatted(now, form, locale);
  if (isSame({ ...day, ...year })) return formatted(at, time, locale);
  return formatted(at, isSame(year) ? { ...day, ...time } : { ...day, ...year, ...time }, locale);
}

/** "24 November"; with the year where it is another than that of `now`. */
export function day(at: string, now: string, locale: Locale): string {
  const form = { day: 'numeric', month: 'long' } as const;
  const year = { year: 'numeric' } as const;
  const isThisYear = formatted(at, year, locale) === formatted(now, year, locale);
  return formatted(at, isThisYear ? form : { ...form, ...year }, locale);
}

/** The whole truth for a tooltip: date and time with the reader's zone, and UTC. */
export function fullTime(at: string, locale: Locale): string {
  const local = formatted(at, { dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23' }, locale);
  return locale.say('words_full_time', local, at.slice(0, 16).replace('T', ' '));
}

/**
 * A span in people's units: "less than 1 min", "32 min", "2 h 5 min", "3 d". The units are messages: those of `Intl` read
 * "32 mins" in Britain, and end with a full stop in German.
 */
export function duration(ms: number, locale: Locale): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes < 1) return locale.say('words_less_than', locale.count('words_minutes', 1));
  if (minutes < 60) return locale.count('words_minutes', minutes);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours >= 24) return locale.count('words_days', Math.floor(hours / 24));
  const whole = locale.count('words_hours', hours);
  return rest === 0
    ? whole
    : locale.say('words_hours_and_minutes', whole, locale.count('words_minutes', rest));
}

function formatted(at: string, form: Intl.DateTimeFormatOptions, { language, timeZone }: Locale): string {
  return new Intl.DateTimeFormat(language, { ...form, timeZone }).format(new Date(at));
}
