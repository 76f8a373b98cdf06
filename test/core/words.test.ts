import { describe, expect, it } from 'vitest';
import type { LinkState } from '../../shared/core/link-state.ts';
import { confirmedWords, effectSentence, promiseWords, sentence } from '../../shared/core/words.ts';
import { clock, duration, fullTime } from '../../shared/core/time-words.ts';
import { headline, tooltip } from '../../shared/core/summary-words.ts';
import type { Impact } from '../../shared/model/impact.ts';
import { at, incidentView, START, view } from '../support/builders.ts';
import { english } from '../support/locales.ts';

const utc = english();

function effect(...services: [id: string, impact: Impact][]): string {
  return effectSentence(
    incidentView({ title: 'The title', services: services.map(([id, impact]) => ({ id, impact })) }),
    view(),
    utc,
  );
}

describe('what is affected', () => {
  it.each<[string, [string, Impact][]]>([
    ['Checkout is partly down', [['checkout', 'partial_outage']]],
    ['Checkout is slow or faulty', [['checkout', 'degraded_performance']]],
    ['Checkout is under planned work', [['checkout', 'under_maintenance']]],
    [
      'Checkout and Search are down',
      [
        ['checkout', 'major_outage'],
        ['search', 'major_outage'],
      ],
    ],
    [
      'Checkout, Search and Login are down',
      [
        ['checkout', 'major_outage'],
        ['search', 'major_outage'],
        ['login', 'major_outage'],
      ],
    ],
    [
      'Checkout, Search and 2 more are down',
      [
        ['checkout', 'major_outage'],
        ['search', 'major_outage'],
        ['login', 'major_outage'],
        ['gone', 'major_outage'],
      ],
    ],
    [
      'Search is down, Checkout is slow or faulty',
      [
        ['checkout', 'degraded_performance'],
        ['search', 'major_outage'],
      ],
    ],
    [
      'Search is down',
      [
        ['checkout', 'operational'],
        ['search', 'major_outage'],
      ],
    ],
    ['The title', [['checkout', 'operational']]],
    ['The title', []],
  ])('%s', (expected, services) => {
    expect(effect(...services)).toBe(expected);
  });

  it('works again once it is over', () => {
    const over = incidentView({ phase: 'resolved', resolvedAt: at(5) });
    expect(effectSentence(over, view(), utc)).toBe('Checkout works again');
    expect(sentence(over, view(), at(10), utc)).toBe('Checkout works again since 14:05 (5 min).');
  });
});

describe('the leading sentence', () => {
  it.each([
    [12, 'Checkout is partly down since 14:00 (12 min). Next update within 18 min.'],
    [30, 'Checkout is partly down since 14:00 (30 min). Next update due now.'],
    [34, 'Checkout is partly down since 14:00 (34 min). Next update overdue by 4 min.'],
    [155, 'Checkout is partly down since 14:00 (2 h 35 min). Next update overdue by 2 h 5 min.'],
  ])('after %d min', (minute, expected) => {
    expect(sentence(incidentView(), view(), at(minute), utc)).toBe(expected);
  });

  it('promises nothing where nothing is promised', () => {
    expect(promiseWords({ phase: 'identified', nextUpdateDueAt: null }, START, utc)).toBe('');
    expect(promiseWords({ phase: 'resolved', nextUpdateDueAt: at(1) }, START, utc)).toBe('');
  });
});

describe('a span of time', () => {
  it.each([
    [-5, 'less than 1 min'],
    [59_999, 'less than 1 min'],
    [60_000, '1 min'],
    [59 * 60_000, '59 min'],
    [60 * 60_000, '1 h'],
    [125 * 60_000, '2 h 5 min'],
    [24 * 3_600_000, '1 d'],
    [80 * 3_600_000, '3 d'],
  ])('of %d ms is "%s"', (ms, expected) => {
    expect(duration(ms, utc)).toBe(expected);
  });
});

describe('a moment', () => {
  it.each([
    ['the same day', START, at(60), 'UTC', '14:00'],
    ['the day before', START, at(11 * 60), 'UTC', '24 Nov, 14:00'],
    ['a year ago', '2025-11-24T14:00:00.000Z', START, 'UTC', '24 Nov 2025, 14:00'],
    ['the same day where the reader is', START, at(11 * 60), 'America/New_York', '09:00'],
    ['another day where the reader is', START, at(2 * 60), 'Asia/Tokyo', '23:00 on 24 Nov'],
    ['midnight', '2026-11-24T00:00:00.000Z', START, 'UTC', '00:00'],
  ])('%s', (_, moment, now, timeZone, expected) => {
    const [time, day] = expected.split(' on ');
    const told = clock(moment, now, english(timeZone));
    expect(told).toBe(day ? `${day}, ${time}` : time);
  });

  it('is told in full with the zone and in UTC', () => {
    const told = fullTime(START, english('Asia/Tokyo'));
    expect(told).toContain('23:00:00 GMT+9');
    expect(told).toContain('(2026-11-24 14:00 UTC)');
  });
});

describe('how sure it is', () => {
  it.each<[LinkState, string]>([
    ['unpaired', 'This browser is not paired with a relay.'],
    ['ended', 'This browser is not paired with a relay.'],
    ['connecting', 'Not confirmed since 14:00 – reconnecting'],
    ['stale', 'Not confirmed since 14:00 – reconnecting'],
    ['refused', 'Not confirmed since 14:00 – the relay refuses this browser. Pair it again in the settings.'],
    ['outdated', 'Not confirmed since 14:00 – Masthead must be updated.'],
    ['current', 'Confirmed less than a minute ago'],
  ])('%s', (link, expected) => {
    expect(confirmedWords(link, START, at(5), utc)).toBe(expected);
  });

  it('says so where nothing was ever confirmed', () => {
    expect(confirmedWords('connecting', null, START, utc)).toBe('Not confirmed yet – reconnecting');
  });

  it.each<[LinkState, string]>([
    ['current', '1 incident now'],
    ['stale', 'Last known: 1 incident'],
    ['unpaired', 'Last known: 1 incident'],
  ])('heads one live incident with words for %s', (link, expected) => {
    expect(headline({ mine: [incidentView()], others: [] }, link, utc)).toBe(expected);
  });

  it.each<[LinkState, string]>([
    ['current', 'Checkout is partly down since 14:00. And 1 more.'],
    [
      'stale',
      'Masthead: cut off from the relay, status unknown. Checkout is partly down since 14:00. And 1 more.',
    ],
    ['unpaired', 'Masthead: not paired yet'],
  ])('says in the tooltip, %s', (link, expected) => {
    const two = [incidentView(), incidentView({ id: 'inc_2' })];
    expect(tooltip({ mine: two, others: [] }, link, view(), at(1), utc)).toBe(expected);
  });
});
