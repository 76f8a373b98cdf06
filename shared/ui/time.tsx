import { clock, fullTime } from '../core/time-words.ts';
import type { Scene } from './scene.ts';

interface TimeProps {
  readonly at: string;
  readonly from?: string;
  /** It stands in a sentence, a heading or a cell of a table: there screen readers say it as it is shown. */
  readonly isPartOfText?: boolean;
  readonly scene: Scene;
}

/**
 * A moment: "14:02", with the date where it is another day than `from` (by default now). Hovering, and screen readers where it
 * stands alone, get the date, the reader's zone and UTC.
 */
export function Time({ at, from, isPartOfText = false, scene }: TimeProps) {
  const full = fullTime(at, scene.locale);
  const short = clock(at, from ?? scene.now, scene.locale);
  if (isPartOfText) {
    return (
      <time dateTime={at} title={full}>
        {short}
      </time>
    );
  }
  return (
    <time dateTime={at} title={full}>
      <span aria-hidden="true">{short}</span>
      <span class="unseen">{full}</span>
    </time>
  );
}
