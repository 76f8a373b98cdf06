import { clock, fullTime } from '../core/time-words.ts';
import type { Scene } from './scene.ts';

/**
 * A moment: "14:02", with the date where it is another day than `from` (by default now). Hovering and screen readers get
 * the date, the reader's zone and UTC.
 */
export function Time({ at, from, scene }: { at: string; from?: string; scene: Scene }) {
  const full = fullTime(at, scene.locale);
  return (
    <time dateTime={at} title={full}>
      <span aria-hidden="true">{clock(at, from ?? scene.now, scene.locale)}</span>
      <span class="unseen">{full}</span>
    </time>
  );
}
