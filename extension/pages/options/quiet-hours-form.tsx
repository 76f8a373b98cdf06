import { useId, useState } from 'preact/hooks';
import type { Locale, MessageKey } from '../../../shared/core/locale.ts';
import { type QuietHours, weekdays } from '../../../shared/model/quiet-hours.ts';

type Weekday = QuietHours['days'][number];

interface QuietHoursFormProps {
  readonly hours: QuietHours;
  /** The zone of this browser, offered first. */
  readonly ownTimeZone: string;
  readonly locale: Locale;
  readonly isLocked: boolean;
  readonly onChange: (hours: QuietHours) => void;
}

/** From, until, days and zone. A time that is half typed changes nothing. */
export function QuietHoursForm({ hours, ownTimeZone, locale, isLocked, onChange }: QuietHoursFormProps) {
  const { say } = locale;
  return (
    <fieldset class="form" disabled={isLocked}>
      <legend class="unseen">{say('quiet_hours_title')}</legend>
      <div class="pair">
        <Time
          label={say('quiet_hours_from')}
          value={hours.from}
          onChange={(from) => onChange({ ...hours, from })}
        />
        <Time
          label={say('quiet_hours_until')}
          value={hours.until}
          onChange={(until) => onChange({ ...hours, until })}
        />
      </div>
      <p class="detail">{say(lastsUntil(hours))}</p>
      <Days days={hours.days} locale={locale} onChange={(days) => onChange({ ...hours, days })} />
      <label class="field">
        <span class="label">{say('quiet_hours_time_zone')}</span>
        <select
          class="input"
          value={hours.timeZone}
          onChange={({ currentTarget }) => onChange({ ...hours, timeZone: currentTarget.value })}
        >
          {zonesWith(ownTimeZone, hours.timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone === ownTimeZone ? say('quiet_hours_own_zone', nameOf(zone)) : nameOf(zone)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

interface TimeProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}

function Time({ label, value, onChange }: TimeProps) {
  return (
    <label class="field">
      <span class="label">{label}</span>
      <input
        class="input"
        type="time"
        required
        value={value}
        onInput={({ currentTarget }) => {
          if (/^\d\d:\d\d$/.test(currentTarget.value)) onChange(currentTarget.value);
        }}
      />
    </label>
  );
}

interface DaysProps {
  readonly days: readonly Weekday[];
  readonly locale: Locale;
  readonly onChange: (days: Weekday[]) => void;
}

function Days({ days, locale: { say, language }, onChange }: DaysProps) {
  const [isLastKept, setIsLastKept] = useState(false);
  const id = useId();
  const toggle = (day: Weekday, box: HTMLInputElement) => {
    const next = weekdays.filter((one) => (one === day ? box.checked : days.includes(one)));
    setIsLastKept(next.length === 0);
    if (next.length > 0) onChange(next);
    else box.checked = true;
  };
  return (
    <fieldset class="choices" aria-describedby={id}>
      <legend class="label">{say('quiet_hours_days')}</legend>
      <div class="days">
        {weekdays.map((day) => (
          <label key={day} class="day">
            <input
              type="checkbox"
              checked={days.includes(day)}
              onChange={({ currentTarget }) => toggle(day, currentTarget)}
            />
            <span aria-hidden="true">{dayName(day, 'short', language)}</span>
            <span class="unseen">{dayName(day, 'long', language)}</span>
          </label>
        ))}
      </div>
      <p class="detail" id={id} role="status">
        {isLastKept && say('quiet_hours_one_day')}
      </p>
    </fieldset>
  );
}

function lastsUntil({ from, until }: QuietHours): MessageKey {
  if (from === until) return 'quiet_hours_whole_day';
  return from < until ? 'quiet_hours_same_day' : 'quiet_hours_next_day';
}

function dayName(day: Weekday, weekday: 'short' | 'long', language: string): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
}

/** Every zone that this browser knows, its own and the one that holds now first: neither need be in the list. */
function zonesWith(...first: readonly string[]): string[] {
  return [...new Set([...first, ...Intl.supportedValuesOf('timeZone')])];
}

/** `America/New_York` as people write it. */
function nameOf(zone: string): string {
  return zone.replaceAll('_', ' ');
}
