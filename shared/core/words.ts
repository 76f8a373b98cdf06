import type { Impact } from '../model/impact.ts';
import { worstImpact } from '../model/impact.ts';
import type { Phase } from '../model/phase.ts';
import { msBetween } from '../model/time.ts';
import type { IncidentView, View } from '../protocol/view.ts';
import { isPaired, type LinkState } from './link-state.ts';
import { type Locale, messageParts } from './locale.ts';
import { promiseState } from './overdue.ts';
import { clock, duration } from './time-words.ts';
import { affectedNames } from './tone.ts';

/*
 * What is said of an incident, as functions of data; the words stand in `shared/locales`. `summary-words.ts` and
 * `maintenance-words.ts` stand beside it, so that the banner's frame, which every affected page loads, carries only its own.
 */

export const impactWord = (impact: Impact, locale: Locale): string => locale.say(`words_impact_${impact}`);
export const phaseWord = (phase: Phase, locale: Locale): string => locale.say(`words_phase_${phase}`);

/** A part of a sentence: our own words, or a name that somebody gave, which a surface isolates from the words around it. */
export interface Piece {
  readonly text: string;
  readonly isName: boolean;
}

/**
 * What is affected and how badly: "Checkout is partly down", "Checkout, Search and 2 more are down". Only the services that
 * are as bad as the worst are said to be so; a single milder one is named after them, several are counted.
 */
export function effectSentence(incident: IncidentView, view: Pick<View, 'services'>, locale: Locale): string {
  return effectPieces(incident, view, locale)
    .map(({ text, isName }) => (isName && locale.direction === 'rtl' ? `\u2068${text}\u2069` : text))
    .join('');
}

/** {@link effectSentence} in pieces, for a surface that isolates names by its own means. */
export function effectPieces(incident: IncidentView, view: Pick<View, 'services'>, locale: Locale): Piece[] {
  const namesOf = (services: IncidentView['services']) => affectedNames({ services }, view);
  if (incident.phase === 'resolved' && incident.services.length > 0) {
    return clause('over', namesOf(incident.services), locale);
  }
  const affected = incident.services.filter((s) => s.impact !== 'operational');
  if (affected.length === 0) return [{ text: incident.title, isName: true }];
  const worst = worstImpact(affected);
  const milder = affected.filter((s) => s.impact !== worst);
  const gravest = clause(worst, namesOf(affected.filter((s) => s.impact === worst)), locale);
  if (milder.length === 0) return gravest;
  const others =
    milder.length === 1
      ? clause(worstImpact(milder), namesOf(milder), locale)
      : [words(locale.count('words_milder', milder.length))];
  return fill((...marks) => locale.say('words_effect_and_milder', ...marks), [gravest, others]);
}

/** Since when: "since 14:02 (32 min)"; for one that is over, since it is. */
export function sinceWords(incident: IncidentView, now: string, locale: Locale): string {
  const from = incident.resolvedAt ?? incident.startedAt;
  const since = locale.say('words_since', clock(from, now, locale));
  return locale.say('words_since_for', since, duration(msBetween(from, now), locale));
}

/** What happens next: "Next update within 18 min.", "Next update overdue by 4 min."; empty where nothing is promised. */
export function promiseWords(
  incident: Pick<IncidentView, 'phase' | 'nextUpdateDueAt'>,
  now: string,
  locale: Locale,
): string {
  const promise = promiseState(incident, now);
  if (promise.kind === 'none') return '';
  if (promise.kind === 'due') {
    return locale.say('words_promise_within', duration(promise.inMinutes * 60_000, locale));
  }
  return promise.byMinutes === 0
    ? locale.say('words_promise_now')
    : locale.say('words_promise_overdue', duration(promise.byMinutes * 60_000, locale));
}

/** The one sentence that leads every surface. */
export function sentence(
  incident: IncidentView,
  view: Pick<View, 'services'>,
  now: string,
  locale: Locale,
): string {
  const effect = effectSentence(incident, view, locale);
  const whole = locale.say('words_sentence', effect, sinceWords(incident, now, locale));
  const promise = promiseWords(incident, now, locale);
  return promise === '' ? whole : locale.say('words_sentence_and_promise', whole, promise);
}

/** How much the reader may rely on what is shown. */
export function confirmedWords(
  link: LinkState,
  confirmedAt: string | null,
  now: string,
  locale: Locale,
): string {
  if (!isPaired(link)) return locale.say('words_unpaired');
  if (link === 'current') return locale.say('words_confirmed');
  const state = link === 'refused' || link === 'outdated' ? link : 'reconnecting';
  return confirmedAt === null
    ? locale.say(`words_${state}_never`)
    : locale.say(`words_${state}`, clock(confirmedAt, now, locale));
}

/** Names as a list of the language: "Checkout, Search and Login". */
export function listOf(names: readonly Piece[], locale: Locale): Piece[] {
  const rest = [...names];
  return new Intl.ListFormat(locale.language)
    .formatToParts(names.map((name) => name.text))
    .map(({ type, value }) => (type === 'element' && rest.shift()) || words(value));
}

/** A name that somebody gave. */
export const nameOf = (text: string): Piece => ({ text, isName: true });
const words = (text: string): Piece => ({ text, isName: false });

function clause(effect: Impact | 'over', names: readonly string[], locale: Locale): Piece[] {
  const shown = names.length > 3 ? names.slice(0, 2) : names;
  const unnamed = names.length - shown.length;
  const pieces = shown.map(nameOf);
  if (unnamed > 0) pieces.push(words(locale.count('words_more_names', unnamed)));
  const say = (...marks: string[]) => locale.count(`words_effect_${effect}`, names.length, ...marks);
  return fill(say, [listOf(pieces, locale)]);
}

function fill(say: (...marks: string[]) => string, substitutions: readonly Piece[][]): Piece[] {
  return messageParts(say).flatMap((part) =>
    typeof part === 'string' ? [words(part)] : (substitutions[part] ?? []),
  );
}
