import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { cleanText, isSafeText, line, prose } from '../../shared/model/text.ts';
import { hostileText } from '../support/arbitraries.ts';
import { holds } from '../support/property.ts';

const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].length;

describe('text from people', () => {
  it.each([
    'Zahlungen schlagen fehl – wir prüfen.',
    'الخدمة بطيئة',
    'שלום',
    '支払いが失敗します',
    'é as e\u0301',
    'family 👩‍👩‍👧‍👦 and engineer 👩‍🚒',
    'Việt Nam',
  ])('may be %s', (text) => {
    expect(v.parse(line(200), text)).toBe(text.normalize('NFC'));
  });

  it.each([
    ['a bidirectional override', 'invoice\u202egpj.exe'],
    ['a bidirectional isolate', 'a\u2066b\u2069'],
    ['a mark of direction', 'a\u200fb'],
    ['an Arabic letter mark', 'a\u061cb'],
    ['a zero-width space', 'pay\u200bpal'],
    ['a byte-order mark inside', 'pay\ufeffpal'],
    ['tag characters', `flag\u{e0041}\u{e007f}`],
    ['a null', 'a\u0000b'],
    ['a backspace', 'a\u0008b'],
    ['an escape', 'a\u001b[31mb'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', 'a\udc00b'],
    ['piled-up marks', `Z${'\u0310'.repeat(20)}algo`],
    ['an invisible operator', 'a\u2062b'],
    ['an interlinear anchor', 'a\ufff9b'],
  ])('is refused with %s', (_, text) => {
    expect(isSafeText(text)).toBe(false);
    for (const schema of [line(200), prose(4_000)]) {
      const result = v.safeParse(schema, text);
      expect(result.issues?.map((issue) => issue.message)).toContain('unsafe_text');
    }
  });

  it('may break lines in prose and not in a line', () => {
    expect(v.parse(prose(100), 'one\r\ntwo\tthree\n')).toBe('one\ntwo\tthree');
    expect(v.is(line(100), 'one\ntwo')).toBe(false);
    expect(v.is(line(100), 'one\ttwo')).toBe(false);
  });

  it('is trimmed, and must then hold something', () => {
    expect(v.parse(line(100), '  Checkout \n')).toBe('Checkout');
    expect(v.is(line(100), ' \n ')).toBe(false);
    expect(v.is(prose(100), '')).toBe(false);
  });

  it('is counted in what readers call characters', () => {
    expect(v.is(line(3), '👩‍🚒👩‍🚒👩‍🚒')).toBe(true);
    expect(v.is(line(3), 'abcd')).toBe(false);
  });
});

describe('text from a machine', () => {
  it.each([
    ['a\u202eb', 'ab'],
    ['\u{e0041}x', 'x'],
    ['a\r\nb', 'a\nb'],
    ['a\u001b[31mred', 'a[31mred'],
    ['\ud800lone', 'lone'],
    [`Z${'\u0310'.repeat(9)}`, `Z${'\u0310'.repeat(3)}`],
    // Taking out what stands between must not make a tag character of two halves.
    ['\udb40\u200b\udc41', ''],
    ['e\u200b\u0301', 'é'],
  ])('%j becomes %j', (text, cleaned) => {
    expect(cleanText(text, 100)).toBe(cleaned);
  });

  it('is cut with an ellipsis between characters, never within one', () => {
    expect(cleanText('👩‍🚒👩‍🚒👩‍🚒👩‍🚒', 3)).toBe('👩‍🚒👩‍🚒…');
    expect(cleanText('abc', 3)).toBe('abc');
  });

  it('becomes what people would not be refused for, short enough, and the same when cleaned again', () => {
    holds(
      fc.property(hostileText, fc.integer({ min: 1, max: 30 }), (text, max) => {
        const cleaned = cleanText(text, max);
        expect(isSafeText(cleaned)).toBe(true);
        expect(graphemes(cleaned)).toBeLessThanOrEqual(max);
        expect(cleaned.isWellFormed()).toBe(true);
        expect(cleaned).toBe(cleaned.normalize('NFC'));
        expect(cleanText(cleaned, max)).toBe(cleaned);
      }),
    );
  });
});
