import type { LinkState } from './link-state.ts';
import type { Summary } from './summary.ts';
import type { Tone } from './tone.ts';

/** What the toolbar shows. An empty text is no claim that all is well: it only says that nothing is known to be wrong. */
export interface Badge {
  /** At most four characters fit a badge. */
  readonly text: string;
  readonly tone: Tone | null;
  readonly icon: 'quiet' | 'active' | 'unknown';
}

/**
 * The badge for a summary. It only ever adds a claim: the number of live incidents, `!` before it for a new sev1, or `?`
 * where this browser is cut off. Cut off with incidents known, both are said: `2?`.
 */
export function badge(summary: Summary, link: LinkState): Badge {
  if (link === 'unpaired') return { text: '', tone: null, icon: 'quiet' };
  const count = summary.live.length;
  const known = count === 0 ? '' : `${summary.hasNewSev1 ? '!' : ''}${count > 99 ? '99' : count}`;
  if (link !== 'current') return { text: `${known}?`, tone: 'unknown', icon: 'unknown' };
  return { text: known, tone: summary.tone, icon: count > 0 ? 'active' : 'quiet' };
}
