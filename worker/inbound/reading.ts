import * as v from 'valibot';
import type { Fact } from '../../shared/model/draft.ts';
import { TITLE_MAX } from '../../shared/model/incident.ts';
import { Link, type LinkKind } from '../../shared/model/link.ts';
import { cleanText } from '../../shared/model/text.ts';
import { Timestamp } from '../../shared/model/time.ts';
import { MESSAGE_MAX } from '../../shared/model/update.ts';

/** Words of a sender that are kept for the rule to look up; a group of thousands of alerts repeats itself. */
const WORDS_MAX = 200;
const WORD_MAX = 200;
/** Links of one fact; an incident may hold 20. */
const LINKS_MAX = 10;
/** Paragraphs of one message: nobody reads on. */
const PARAGRAPHS_MAX = 50;

/** A time of a sender, or `null` where there is none that could be real. */
export const LenientTime = v.fallback(v.nullable(Timestamp), null);

/** A text of a sender; empty where there is none. */
export const LenientText = v.fallback(v.string(), '');

/** The value behind a JSON text, or `undefined`. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The bytes as text; what is no UTF-8 becomes a replacement character. */
export function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

/** One line for a title, safe to show and not too long; empty where nothing readable is left. */
export function titleOf(text: string): string {
  return cleanText(bounded(text, TITLE_MAX).replaceAll(/\s+/g, ' '), TITLE_MAX);
}

/** Texts, each once and in their order, as the paragraphs of one message that is safe to show and not too long. */
export function messageOf(texts: readonly string[]): string {
  const paragraphs = cleaned(texts, PARAGRAPHS_MAX, MESSAGE_MAX);
  return cleanText(bounded(paragraphs.join('\n\n'), MESSAGE_MAX), MESSAGE_MAX);
}

/** The words that a rule may match, each once. */
export function wordsOf(words: readonly string[]): string[] {
  return cleaned(words, WORDS_MAX, WORD_MAX);
}

/** The links that people may be sent to, each address once; the others are left out. */
export function linksOf(links: readonly { label: string; url: string; kind: LinkKind }[]): Fact['links'] {
  const byUrl = new Map(links.toReversed().map((link) => [link.url, link]));
  const first = links.filter((link) => link.url !== '' && byUrl.get(link.url) === link);
  const safe = first.slice(0, 10 * LINKS_MAX).flatMap((link) => {
    const parsed = v.safeParse(Link, link);
    return parsed.success ? [parsed.output] : [];
  });
  return safe.slice(0, LINKS_MAX);
}

/** The latest of the times; `null` where there is none. */
export function newestOf(times: readonly (string | null)[]): string | null {
  return (
    times
      .filter((time) => time !== null)
      .toSorted()
      .at(-1) ?? null
  );
}

/** At most `count` texts, each once, none empty, each safe and of at most `max` graphemes. */
function cleaned(texts: readonly string[], count: number, max: number): string[] {
  const some = distinct(texts).slice(0, count);
  return distinct(some.map((text) => cleanText(bounded(text, max), max)));
}

/** Cutting by graphemes is slow work, and a text may be as long as a body: nobody needs more than this to fill `max`. */
function bounded(text: string, max: number): string {
  return text.slice(0, 16 * max);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}
