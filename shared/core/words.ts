import type { Impact } from '../model/impact.ts';
import { worstImpact } from '../model/impact.ts';
import type { Phase } from '../model/phase.ts';
import { msBetween } from '../model/time.ts';
import type { IncidentView, View } from '../protocol/view.ts';
import type { LinkState } from './link-state.ts';
import { promiseState } from './overdue.ts';
import { affectedNames } from './tone.ts';

/*
 * What is said of an incident, as functions of data. English for now; `summary-words.ts` and `maintenance-words.ts` stand
 * beside it, so that the banner's frame, which every affected page loads, carries no words of other surfaces.
 */

/** Where and how a reader tells the time. Both are `Intl` names; `undefined` means those of the machine. */
export interface Locale {
  readonly language?: string | undefined;
  readonly timeZone?: string | undefined;
}

const impactWords: Record<Impact, { one: string; many: string; word: string }> = {
  operational: { one: 'works', many: 'work', word: 'works' },
  under_maintenance: { one: 'is under planned work', many: 'are under planned work', word: 'planned work' },
  degraded_performance: { one: 'is slow or faulty', many: 'are slow or faulty', word: 'slow or faulty' },
  partial_outage: { one: 'is partly down', many: 'are partly down', word: 'partly down' },
  major_outage: { one: 'is down', many: 'are down', word: 'down' },
};

const phaseWords: Record<Phase, string> = {
  investigating: 'looking into it',
  identified: 'cause found',
  monitoring: 'fix in place, watching',
  resolved: 'over',
};

export const impactWord = (impact: Impact): string => impactWords[impact].word;
export const phaseWord = (phase: Phase): string => phaseWords[phase];

/** A part of a sentence: our own words, or a name that somebody gave, which a surface isolates from the words around it. */
export interface Piece {
  readonly text: string;
  readonly isName: boolean;
}

/**
 * What is affected and how badly: "Checkout is partly down", "Checkout, Search and 2 more are down". Only the services that
 * are as bad as the worst are said to be so; a single milder one is named after them, several are counted.
 */
export function effectSentence(incident: IncidentView, view: Pick<View, 'services'>): string {
  return effectPieces(incident, view)
    .map((piece) => piece.text)
    .join('');
}

/** {@link effectSentence} in pieces. */
export function effectPieces(incident: IncidentView, view: Pick<View, 'services'>): Piece[] {
  const namesOf = (services: IncidentView['services']) => affectedNames({ services }, view);
  if (incident.phase === 'resolved' && incident.services.length > 0) {
    const names = namesOf(incident.services);
    return [...listOf(names), words(names.length === 1 ? ' works again' : ' work again')];
  }
  const affected = incident.services.filter((s) => s.impact !== 'operational');
  if (affected.length === 0) return [{ text: incident.title, isName: true }];
  const worst = worstImpact(affected);
  const milder = affected.filter((s) => s.impact !== worst);
  return [
    ...clause(namesOf(affected.filter((s) => s.impact === worst)), worst),
    ...(milder.length === 1 ? [words(', '), ...clause(namesOf(milder), worstImpact(milder))] : []),
    ...(milder.length > 1 ? [words(`, ${milder.length} more services are affected`)] : []),
  ];
}

/** Since when: "since 14:02 (32 min)"; for one that is over, since it is. */
export function sinceWords(incident: IncidentView, now: string, locale: Locale): string {
  const from = incident.resolvedAt ?? incident.startedAt;
  return `since ${clock(from, now, locale)} (${duration(msBetween(from, now))})`;
}

/** What happens next: "Next update within 18 min.", "Next update overdue by 4 min."; empty where nothing is promised. */
export function promiseWords(incident: Pick<IncidentView, 'phase' | 'nextUpdateDueAt'>, now: string): string {
  const promise = promiseState(incident, now);
  if (promise.kind === 'none') return '';
  if (promise.kind === 'due') return `Next update within ${duration(promise.inMinutes * 60_000)}.`;
  return promise.byMinutes === 0
    ? 'Next update due now.'
    : `Next update overdue by ${duration(promise.byMinutes * 60_000)}.`;
}

/** The one sentence that leads every surface. */
export function sentence(
  incident: IncidentView,
  view: Pick<View, 'services'>,
  now: string,
  locale: Locale,
): string {
  return `${effectSentence(incident, view)} ${sinceWords(incident, now, locale)}. ${promiseWords(incident, now)}`.trim();
}

/** How much the reader may rely on what is shown. */
export function confirmedWords(
  link: LinkState,
  confirmedAt: string | null,
  now: string,
  locale: Locale,
): string {
  const last = confirmedAt ? `Not confirmed since ${clock(confirmedAt, now, locale)}` : 'Not confirmed yet';
  switch (link) {
    case 'unpaired':
      return 'This browser is not paired with a relay.';
    case 'refused':
      return `${last} – the relay refuses this browser. Pair it again in the settings.`;
    case 'outdated':
      return `${last} – Masthead must be updated.`;
    case 'current':
      return 'Confirmed less than a minute ago';
    default:
      return `${last} – reconnecting`;
  }
}

/** "14:02"; with the date where it is another day than `now`, and with the year where it is another year. */
export function clock(at: string, now: string, { language, timeZone }: Locale): string {
  const format = (moment: string, form: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...form, timeZone }).format(new Date(moment));
  const time = format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = { day: 'numeric', month: 'short' } as const;
  const dated = { ...day, year: 'numeric' } as const;
  if (format(at, dated) === format(now, dated)) return time;
  const isSameYear = format(at, { year: 'numeric' }) === format(now, { year: 'numeric' });
  return `${format(at, isSameYear ? day : dated)}, ${time}`;
}

/** The whole truth for a tooltip: date and time with the reader's zone, and UTC. */
export function fullTime(at: string, { language, timeZone }: Locale): string {
  const form = { dateStyle: 'medium', timeStyle: 'long' } as const;
  const local = new Intl.DateTimeFormat(language, { ...form, timeZone }).format(new Date(at));
  return `${local} (${at.slice(0, 16).replace('T', ' ')} UTC)`;
}

/** A span in people's units: "less than 1 min", "32 min", "2 h 5 min", "3 d". */
export function duration(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes < 1) return 'less than 1 min';
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 24) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return `${Math.floor(hours / 24)} d`;
}

function clause(names: readonly string[], impact: Impact): Piece[] {
  const { one, many } = impactWords[impact];
  return [...listOf(names), words(` ${names.length === 1 ? one : many}`)];
}

function listOf(names: readonly string[]): Piece[] {
  const [first, second, third, ...rest] = names.map((text) => ({ text, isName: true }));
  if (first === undefined) return [];
  if (second === undefined) return [first];
  if (third === undefined) return [first, words(' and '), second];
  return rest.length === 0
    ? [first, words(', '), second, words(' and '), third]
    : [first, words(', '), second, words(` and ${rest.length + 1} more`)];
}

const words = (text: string): Piece => ({ text, isName: false });
