import { asksAcknowledgement, type Notice } from '../../shared/core/notices.ts';
import type { Standing } from '../../shared/core/standing.ts';
import type { Locale } from '../../shared/core/locale.ts';
import { clock } from '../../shared/core/time-words.ts';
import { effectSentence } from '../../shared/core/words.ts';
import { cutGraphemes } from '../../shared/model/text.ts';

/** What the notification shows. */
export interface NotificationLook {
  readonly title: string;
  readonly body: string;
  /** `null` where it says nothing to which that would be an answer. */
  readonly gotIt: string | null;
  readonly details: string;
  /** It stays until somebody answers it, where the browser can do that. */
  readonly asksAcknowledgement: boolean;
}

/** Graphemes of an update that a notification shows. */
const BODY_MAX = 200;

/**
 * The look of a notification about these, the first of which it names; `null` about nothing. It tells the time of the beginning and
 * neither a duration nor a promise, since it may stand for long and nobody counts on in it.
 */
export function lookOf(
  subjects: readonly Notice[],
  { view, now }: Standing,
  locale: Locale,
): NotificationLook | null {
  const [first, ...others] = subjects;
  if (!first) return null;
  const { incident } = first;
  const { isRestricted } = incident;
  const said = isRestricted
    ? locale.say('notification_restricted_body')
    : cutGraphemes(incident.updates[0]?.message ?? incident.title, BODY_MAX);
  return {
    // It stands on locked screens and in the system's history, where anybody may read it.
    title: isRestricted
      ? locale.say('notification_restricted_title')
      : locale.say(
          'badge_incident',
          effectSentence(incident, view, locale),
          clock(incident.startedAt, now, locale),
        ),
    body: others.length === 0 ? said : `${said}\n${locale.count('notification_more', others.length)}`,
    gotIt: isRestricted ? null : locale.say('words_got_it'),
    details: locale.say('words_details'),
    asksAcknowledgement: subjects.some(asksAcknowledgement),
  };
}
