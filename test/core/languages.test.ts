import { describe, expect, it } from 'vitest';
import { languages } from '../../scripts/locale-files.ts';
import { createLocale, messageParts } from '../../shared/core/locale.ts';
import { headline, tooltip } from '../../shared/core/summary-words.ts';
import { clock, duration, fullTime } from '../../shared/core/time-words.ts';
import { effectSentence, sentence } from '../../shared/core/words.ts';
import type { Impact } from '../../shared/model/impact.ts';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { at, incidentView, START, view } from '../support/builders.ts';
import { english, localeIn } from '../support/locales.ts';

const ja = localeIn('ja', 'Asia/Tokyo');
const ar = localeIn('ar', 'Africa/Cairo');
const minutes = (count: number) => count * 60_000;

function down(...ids: string[]) {
  return incidentView({ services: ids.map((id) => ({ id, impact: 'major_outage' as Impact })) });
}

const mineOnly = (mine: IncidentView[]) => ({ mine, others: [] });

describe('the form for a number', () => {
  const live = (count: number) =>
    mineOnly(Array.from({ length: count }, (_, i) => incidentView({ id: `inc_${i}` })));

  it.each([
    [1, 'عطل واحد الآن'],
    [2, 'عطلان الآن'],
    [3, '3 أعطال الآن'],
    [11, '11 عطلًا الآن'],
    [100, '100 عطل الآن'],
  ])('in Arabic, of %d', (count, expected) => {
    expect(headline(live(count), 'current', ar)).toBe(expected);
  });

  it.each([
    [1, 'Zurzeit 1 Störung'],
    [2, 'Zurzeit 2 Störungen'],
  ])('in German, of %d', (count, expected) => {
    expect(headline(live(count), 'current', localeIn('de'))).toBe(expected);
  });

  it('is the general one where a language names no other', () => {
    const locale = createLocale(
      (key, [n]) => ({ language_tag: 'ar', words_days_other: `${n} يوم` })[key] ?? '',
    );
    expect(locale.count('words_days', 2)).toMatch(/ يوم$/);
  });
});

describe('names', () => {
  it('are listed as the language lists them', () => {
    const services = ['checkout', 'search', 'login'];
    expect(effectSentence(down(...services), view(), ja)).toBe('Checkout、Search、Loginが停止しています');
    expect(effectSentence(down(...services), view(), localeIn('fr'))).toBe(
      'Checkout, Search et Login sont en panne',
    );
  });

  it('are counted from the third of four', () => {
    const services = ['checkout', 'search', 'login', 'gone'];
    expect(effectSentence(down(...services), view(), ja)).toBe('Checkout、Search、ほか2件が停止しています');
  });

  it('are isolated in a text that runs from the right', () => {
    expect(effectSentence(down('checkout', 'search'), view(), ar)).toBe(
      'انقطاع كامل في \u2068Checkout\u2069 و\u2068Search\u2069',
    );
  });
});

describe('the leading sentence', () => {
  it.each([
    ['de', 'Checkout ist teilweise ausgefallen seit 14:00 (12 min). Nächstes Update spätestens in 18 min.'],
    [
      'es',
      'Checkout funciona solo en parte desde 14:00 (12 min). Próxima actualización en un máximo de 18 min.',
    ],
    ['fr', 'Checkout est en panne partielle depuis 14:00 (12 min). Prochaine mise à jour d’ici 18 min.'],
    ['ja', 'Checkoutの一部が停止しています。14:00から（12分経過）。 次の更新は18分以内です。'],
    [
      'pt_BR',
      'Checkout está parcialmente fora do ar desde 14:00 (12 min). Próxima atualização em até 18 min.',
    ],
  ])('in %s', (language, expected) => {
    expect(sentence(incidentView(), view(), at(12), localeIn(language))).toBe(expected);
  });

  it.each(languages())('holds in %s every name, time and span, and no mark of a substitution', (language) => {
    const told = tooltip(mineOnly([down('checkout')]), 'stale', view(), at(1), localeIn(language));
    expect(told).toMatch(/Checkout.*14:00/);
    expect(told).not.toMatch(/[$\uE000-\uE002]/);
  });
});

describe('times', () => {
  it('are those of the zone, with the date in the language', () => {
    expect(clock(START, at(30), ja)).toBe('23:00');
    expect(clock(START, at(11 * 60), ja)).toBe('11月24日 23:00');
    expect(clock(START, at(11 * 60), ar)).toBe('24 نوفمبر، 16:00');
    expect(clock('2025-11-24T14:00:00.000Z', START, ja)).toBe('2025年11月24日 23:00');
  });

  it('name their zone in full', () => {
    expect(fullTime(START, ja)).toBe('2026/11/24 23:00:00 JST（2026-11-24 14:00 UTC）');
    expect(fullTime(START, ar)).toMatch(/16:00:00 غرينتش\+2 \(\u20662026-11-24 14:00 UTC\u2069\)$/);
  });

  it('span in units of the language', () => {
    expect(duration(minutes(125), ja)).toBe('2時間 5分');
    expect(duration(minutes(125), ar)).toBe('ساعتين و5 دقائق');
    expect(duration(0, ar)).toBe('أقل من دقيقة واحدة');
  });
});

it('takes a message apart in the order of its language', () => {
  const parts = messageParts((...marks) => ja.say('badge_incident', ...marks));
  expect(parts).toEqual([0, '（', 1, 'から）。']);
  expect(messageParts((...marks) => english().say('card_span', ...marks))).toEqual([0, ' to ', 1]);
});
