import type { Locale } from '../../shared/core/locale.ts';
import { day, fullTime } from '../../shared/core/time-words.ts';
import type { Picture } from '../data/messages.ts';

interface EndedProps {
  readonly locale: Locale;
  readonly ended: NonNullable<Picture['ended']>;
  readonly relayNow: string;
}

/** Why this browser is connected no more, and since when. */
export function Ended({ locale, ended: { reason, at }, relayNow }: EndedProps) {
  return (
    <p class="label" title={fullTime(at, locale)}>
      {locale.say(`words_ended_${reason}`, day(at, relayNow, locale))}
    </p>
  );
}
