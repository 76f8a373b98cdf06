import type { View } from '../protocol/view.ts';
import type { LinkState } from './link-state.ts';
import type { Locale } from './locale.ts';
import type { Summary } from './summary.ts';
import { clock } from './time-words.ts';
import { effectSentence } from './words.ts';

/** The popup's headline. It claims "no incidents", and that what is known is so now, only where `link` is `current`. */
export function headline(summary: Summary, link: LinkState, locale: Locale): string {
  const count = summary.live.length;
  if (count > 0) {
    return locale.count(link === 'current' ? 'popup_incidents_now' : 'popup_last_known', count);
  }
  if (link === 'current') return locale.say('popup_no_incidents');
  return locale.say(link === 'unpaired' ? 'popup_not_connected' : 'popup_unknown');
}

/** Tooltip of the toolbar button: the sentence of the gravest incident, and how many more. */
export function tooltip(
  summary: Summary,
  link: LinkState,
  view: Pick<View, 'services'>,
  now: string,
  locale: Locale,
): string {
  if (link === 'unpaired') return locale.say('badge_unpaired');
  const known = knownWords(summary, view, now, locale);
  if (link === 'current') return known || locale.say('badge_no_incidents');
  return known === '' ? locale.say('badge_cut_off') : locale.say('badge_cut_off_known', known);
}

function knownWords(summary: Summary, view: Pick<View, 'services'>, now: string, locale: Locale): string {
  const [lead, ...others] = summary.live;
  if (!lead) return '';
  const effect = effectSentence(lead, view, locale);
  const said = locale.say('badge_incident', effect, clock(lead.startedAt, now, locale));
  const more = others.length;
  return more === 0 ? said : locale.count('badge_incident_and_more', more, said, locale.number(more));
}
