import * as v from 'valibot';

/**
 * Characters that change how text is shown without being seen: C0 and C1 controls (line feed and tab excepted),
 * bidirectional overrides and isolates, invisible format characters, tag characters, lone surrogates.
 */
const HIDDEN =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- naming these characters is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** More than three combining marks on one letter climb over the neighbouring lines ("zalgo"). */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** The code of the validation issue that {@link safe} raises; also a code of the problem catalogue. */
export const UNSAFE_TEXT = 'unsafe_text';

/** True where nothing in the text is hidden or piled up. Text from people is refused otherwise. */
export function isSafeText(text: string): boolean {
  return text.search(HIDDEN) === -1 && text.search(PILED_MARKS) === -1;
}

/**
 * Text from a machine, made safe: what people would be refused for is taken out here, because a source cannot be
 * asked to write again. Also folds to NFC and trims. `maxGraphemes` cuts with an ellipsis.
 */
export function cleanText(text: string, maxGraphemes: number): string {
  const cleaned = text
    .replaceAll('\r\n', '\n')
    .replace(HIDDEN, '')
    // Only now: a hidden character may have stood between a letter and its accent.
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')
    .trim();
  return cutGraphemes(cleaned, maxGraphemes);
}

/** Cuts with an ellipsis, and no letter in two. */
export function cutGraphemes(text: string, maxGraphemes: number): string {
  if (text.length <= maxGraphemes) return text;
  const graphemes = Array.from(new Intl.Segmenter().segment(text), (part) => part.segment);
  return graphemes.length <= maxGraphemes ? text : `${graphemes.slice(0, maxGraphemes - 1).join('')}…`;
}

const foldLines = v.transform((text: string) => text.replaceAll('\r\n', '\n'));
const safe = v.check(isSafeText, UNSAFE_TEXT);

/** One line of text that people read: trimmed, NFC, at most `maxGraphemes` graphemes, no line breaks. */
export const line = (maxGraphemes: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.normalize('NFC'),
    v.nonEmpty('must not be empty'),
    safe,
    v.check((text) => !/[\n\t]/.test(text), UNSAFE_TEXT),
    v.maxGraphemes(maxGraphemes, `must be at most ${maxGraphemes} characters`),
  );

/** Several lines of text that people read: as {@link line}, with line feeds and tabs. */
export const prose = (maxGraphemes: number) =>
  v.pipe(
    v.string(),
    foldLines,
    v.trim(),
    v.normalize('NFC'),
    v.nonEmpty('must not be empty'),
    safe,
    v.maxGraphemes(maxGraphemes, `must be at most ${maxGraphemes} characters`),
  );
