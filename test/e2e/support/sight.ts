import { badge } from '../../../shared/core/badge.ts';
import { bannerFor } from '../../../shared/core/banner.ts';
import { liveOf, noticesOf } from '../../../shared/core/notices.ts';
import { plainStanding } from '../../../shared/core/standing.ts';
import { headline } from '../../../shared/core/summary-words.ts';
import { effectSentence } from '../../../shared/core/words.ts';
import type { StateAnswer } from '../../../shared/protocol/answers.ts';
import { english } from '../../support/locales.ts';

/** What stands before a person's eyes at one moment. */
export interface Sight {
  /** Text on the toolbar button. */
  readonly badge: string;
  /** All text of the popup. */
  readonly popup: string;
  /** All text of the bar in an open tool; empty where the page holds no bar. */
  readonly bar: string;
}

/** What somebody who has chosen and acknowledged nothing must see while the relay says so. */
export interface RightSight {
  readonly badge: string;
  readonly headline: string;
  /** One for each live incident. */
  readonly sentences: readonly string[];
  /** Of the gravest incident that the tool shows; `null` for no bar. */
  readonly bar: string | null;
}

const locale = english();
const clear = headline({ mine: [], others: [] }, 'current', locale);
/** How a surface begins to say that it is cut off. */
const cutOff = locale.say('words_reconnecting', '\n').split('\n')[0] ?? '';

/** The right sight for a state of the relay, with that tool open. */
export function rightSight(state: StateAnswer, toolId: string): RightSight {
  const standing = plainStanding({ view: state, own: { acknowledged: {} }, now: state.confirmedAt });
  const notices = noticesOf(standing);
  const tool = state.tools.find(({ id }) => id === toolId);
  const banner = tool ? bannerFor(standing, tool) : null;
  return {
    badge: badge(notices, 'current').text,
    headline: headline(liveOf(notices), 'current', locale),
    sentences: notices.map(({ incident }) => effectSentence(incident, state, locale)),
    bar: banner && effectSentence(banner.items[0].incident, state, locale),
  };
}

/** In what a sight differs from the right one, a sentence each; none where it is right. */
export function differences(sight: Sight, right: RightSight): string[] {
  const missing = [right.headline, ...right.sentences].filter((words) => !sight.popup.includes(words));
  return [
    ...(sight.badge === right.badge ? [] : [`the badge is "${sight.badge}" and not "${right.badge}"`]),
    ...missing.map((words) => `the popup does not say "${words}"`),
    ...(isBarRight(sight.bar, right.bar) ? [] : [`the bar says "${sight.bar}" and not "${right.bar ?? ''}"`]),
  ];
}

/** True where a surface claims, or lets one think, that nothing is wrong. */
export function looksClear({ badge, popup }: Sight): boolean {
  return badge === '' || popup.includes(clear);
}

function isBarRight(bar: string, right: string | null): boolean {
  return right === null ? bar === '' : bar.includes(right) && !bar.includes(cutOff);
}
