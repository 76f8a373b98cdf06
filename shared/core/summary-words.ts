import type { View } from '../protocol/view.ts';
import type { LinkState } from './link-state.ts';
import type { Summary } from './summary.ts';
import { clock, effectSentence, type Locale } from './words.ts';

/** The popup's headline. It claims "no incidents", and that what is known is so now, only where `link` is `current`. */
export function headline(summary: Pick<Summary, 'live'>, link: LinkState): string {
  const count = summary.live.length;
  const incidents = count === 1 ? '1 incident' : `${count} incidents`;
  if (count > 0) return link === 'current' ? `${incidents} now` : `Last known: ${incidents}`;
  if (link === 'current') return 'No incidents now';
  return link === 'unpaired' ? 'Not connected yet' : 'Status unknown';
}

/** Tooltip of the toolbar button: the sentence of the gravest incident, and how many more. */
export function tooltip(
  summary: Pick<Summary, 'live'>,
  link: LinkState,
  view: Pick<View, 'services'>,
  now: string,
  locale: Locale,
): string {
  const [lead] = summary.live;
  const more = summary.live.length > 1 ? ` And ${summary.live.length - 1} more.` : '';
  const known = lead
    ? `${effectSentence(lead, view)} since ${clock(lead.startedAt, now, locale)}.${more}`
    : '';
  if (link === 'current') return known || 'Masthead: no known incidents';
  if (link === 'unpaired') return 'Masthead: not paired yet';
  return `Masthead: cut off from the relay, status unknown. ${known}`.trim();
}
