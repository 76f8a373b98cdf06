import type { IncidentView, View } from '../protocol/view.ts';
import { isPaired, type LinkState } from './link-state.ts';
import type { Locale } from './locale.ts';
import { clock } from './time-words.ts';
import { effectSentence } from './words.ts';

/** Live incidents of one moment, gravest first: those on a person's services, and the rest. */
export interface Live {
  readonly mine: readonly IncidentView[];
  readonly others: readonly IncidentView[];
}

/**
 * The popup's headline. It claims "no incidents", and that what is known is so now, only where `link` is `current`; and where
 * something is going on elsewhere it claims so of the person's own services alone.
 */
export function headline({ mine, others }: Live, link: LinkState, locale: Locale): string {
  const count = mine.length;
  const isCurrent = link === 'current';
  if (others.length === 0) {
    if (count > 0) return locale.count(isCurrent ? 'popup_incidents_now' : 'popup_last_known', count);
    if (isCurrent) return locale.say('popup_no_incidents');
    return locale.say(unknownHeadline(link));
  }
  if (count > 0) return locale.count(isCurrent ? 'popup_mine_now' : 'popup_mine_last_known', count);
  return locale.say(isCurrent ? 'popup_none_of_mine' : 'popup_unknown');
}

function unknownHeadline(link: LinkState): 'popup_unknown' | 'popup_ended' | 'popup_not_connected' {
  if (isPaired(link)) return 'popup_unknown';
  return link === 'ended' ? 'popup_ended' : 'popup_not_connected';
}

/** Tooltip of the toolbar button: the sentence of the gravest incident of the person's own, and how many more. */
export function tooltip(
  live: Live,
  link: LinkState,
  view: Pick<View, 'services'>,
  now: string,
  locale: Locale,
): string {
  if (!isPaired(link)) return locale.say(link === 'ended' ? 'badge_ended' : 'badge_unpaired');
  const known = knownWords(live, view, now, locale);
  if (link !== 'current')
    return known === '' ? locale.say('badge_cut_off') : locale.say('badge_cut_off_known', known);
  return known || locale.say(live.others.length > 0 ? 'badge_none_of_mine' : 'badge_no_incidents');
}

function knownWords({ mine }: Live, view: Pick<View, 'services'>, now: string, locale: Locale): string {
  const [lead, ...others] = mine;
  if (!lead) return '';
  const effect = effectSentence(lead, view, locale);
  const said = locale.say('badge_incident', effect, clock(lead.startedAt, now, locale));
  const more = others.length;
  return more === 0 ? said : locale.count('badge_incident_and_more', more, said, locale.number(more));
}
