import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet } from '../../shared/core/quiet-hours.ts';
import { type QuietHours, weekdays } from '../../shared/model/quiet-hours.ts';
import { holds } from '../support/property.ts';

const night: QuietHours = { from: '22:00', until: '07:00', days: [...weekdays], timeZone: 'UTC' };
const quiet = (over: Partial<QuietHours>, at: string) => isQuiet({ ...night, ...over }, at);

// 24 November 2026 is a Tuesday.
describe('quiet hours', () => {
  it('are none where none are chosen', () => {
    expect(isQuiet(null, '2026-11-24T23:00:00.000Z')).toBe(false);
  });

  it.each([
    ['21:59:59.999', false],
    ['22:00:00.000', true],
    ['23:59:59.999', true],
    ['00:00:00.000', true],
    ['06:59:59.999', true],
    ['07:00:00.000', false],
    ['12:00:00.000', false],
  ])('of a night: at %s %s', (time, expected) => {
    expect(quiet({}, `2026-11-24T${time}Z`)).toBe(expected);
  });

  it('belong to the day on which they begin', () => {
    const tuesday = { days: [2 as const] };
    expect(quiet(tuesday, '2026-11-24T06:00:00.000Z')).toBe(false);
    expect(quiet(tuesday, '2026-11-24T23:00:00.000Z')).toBe(true);
    expect(quiet(tuesday, '2026-11-25T06:00:00.000Z')).toBe(true);
    expect(quiet(tuesday, '2026-11-25T23:00:00.000Z')).toBe(false);
  });

  it('of a Sunday night last into Monday', () => {
    const sunday = { days: [7 as const] };
    expect(quiet(sunday, '2026-11-23T06:59:00.000Z')).toBe(true);
    expect(quiet(sunday, '2026-11-22T06:59:00.000Z')).toBe(false);
  });

  it('from an hour to the same hour last a whole day', () => {
    const weekend = { from: '00:00', until: '00:00', days: [6 as const, 7 as const] };
    expect(quiet(weekend, '2026-11-27T23:59:00.000Z')).toBe(false);
    expect(quiet(weekend, '2026-11-28T00:00:00.000Z')).toBe(true);
    expect(quiet(weekend, '2026-11-29T23:59:00.000Z')).toBe(true);
    expect(quiet(weekend, '2026-11-30T00:00:00.000Z')).toBe(false);
  });

  it('go by the wall clock of their zone, and by its weekday', () => {
    // 06:30 on Wednesday in Tokyo is 21:30 on Tuesday in UTC.
    const tokyo = { timeZone: 'Asia/Tokyo', days: [2 as const] };
    expect(quiet(tokyo, '2026-11-24T21:30:00.000Z')).toBe(true);
    expect(quiet(tokyo, '2026-11-24T22:30:00.000Z')).toBe(false);
    expect(quiet({ timeZone: 'Asia/Kathmandu' }, '2026-11-24T01:14:00.000Z')).toBe(true);
    expect(quiet({ timeZone: 'Asia/Kathmandu' }, '2026-11-24T01:15:00.000Z')).toBe(false);
  });

  it('end at the same hour on the wall in summer and in winter', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect([quiet(berlin, '2026-07-01T04:59:00.000Z'), quiet(berlin, '2026-07-01T05:00:00.000Z')]).toEqual([
      true,
      false,
    ]);
    expect([quiet(berlin, '2026-12-01T05:59:00.000Z'), quiet(berlin, '2026-12-01T06:00:00.000Z')]).toEqual([
      true,
      false,
    ]);
  });

  it('of a zone that this machine does not know are never', () => {
    expect(quiet({ timeZone: 'Mars/Olympus' }, '2026-11-24T23:00:00.000Z')).toBe(false);
  });

  it('that begin in an hour that is skipped begin after it', () => {
    // On 29 March 2026 the clocks of Berlin go from 02:00 to 03:00, at 01:00 UTC.
    const early = { timeZone: 'Europe/Berlin', from: '02:30', until: '05:00' };
    expect(quiet(early, '2026-03-29T00:59:00.000Z')).toBe(false);
    expect(quiet(early, '2026-03-29T01:00:00.000Z')).toBe(true);
    expect(quiet(early, '2026-03-29T03:00:00.000Z')).toBe(false);
  });

  it('that end in an hour that comes twice end both times', () => {
    // On 25 October 2026 the clocks of Berlin go from 03:00 back to 02:00, at 01:00 UTC.
    const late = { timeZone: 'Europe/Berlin', until: '02:30' };
    const times = ['00:15', '00:45', '01:15', '01:45'].map((time) => `2026-10-25T${time}:00.000Z`);
    expect(times.map((at) => quiet(late, at))).toEqual([true, false, true, false]);
  });
});

const clockTime = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const moment = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
);
const days = fc.subarray([...weekdays], { minLength: 1 });

describe('quiet hours of any kind', () => {
  it('share out the whole week with those that begin where they end', () => {
    holds(
      fc.property(clockTime, clockTime, moment, zone, (from, until, at, timeZone) => {
        fc.pre(from !== until);
        const every = { days: [...weekdays], timeZone };
        expect(isQuiet({ ...every, from, until }, at)).toBe(
          !isQuiet({ ...every, from: until, until: from }, at),
        );
      }),
    );
  });

  it('are those of each of their days together', () => {
    holds(
      fc.property(clockTime, clockTime, days, moment, zone, (from, until, days, at, timeZone) => {
        const each = days.some((day) => isQuiet({ from, until, days: [day], timeZone }, at));
        expect(isQuiet({ from, until, days, timeZone }, at)).toBe(each);
      }),
    );
  });

  it('where the clocks never change are those of UTC, moved', () => {
    holds(
      fc.property(
        clockTime,
        clockTime,
        days,
        moment,
        fc.integer({ min: -11, max: 12 }),
        (from, until, days, at, hours) => {
          // Zones of this form count the other way round.
          const timeZone = hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
          const moved = new Date(Date.parse(at) + hours * 3_600_000).toISOString();
          expect(isQuiet({ from, until, days, timeZone }, at)).toBe(
            isQuiet({ from, until, days, timeZone: 'UTC' }, moved),
          );
        },
      ),
    );
  });
});
