import { isAtLeast } from '../model/urgency.ts';
import type { LinkState } from './link-state.ts';
import type { Notice } from './notices.ts';
import { type Tone, toneOf } from './tone.ts';

/** What the toolbar shows. An empty text is no claim that all is well: it only says that nothing is known to be wrong. */
export interface Badge {
  /** At most four characters fit a badge. */
  readonly text: string;
  readonly tone: Tone | null;
  readonly icon: 'quiet' | 'active' | 'unknown';
}

/** The live incidents that a badge counts: those that concern this person, gravest first. */
function counted(notices: readonly Notice[]): Notice[] {
  return notices.filter(({ urgency }) => isAtLeast(urgency, 'badge'));
}

/**
 * The badge for what concerns a person. It only ever adds a claim: the number of live incidents, `!` before it for a sev1 that
 * was not acknowledged, or `?` where this browser is cut off or the relay has ended its pairing. Cut off with incidents known, both are said: `2?`.
 */
export function badge(notices: readonly Notice[], link: LinkState): Badge {
  if (link === 'unpaired') return { text: '', tone: null, icon: 'quiet' };
  const mine = counted(notices);
  const hasNewSev1 = mine.some(
    ({ incident, isAcknowledged }) => incident.severity === 'sev1' && !isAcknowledged,
  );
  const known = mine.length === 0 ? '' : `${hasNewSev1 ? '!' : ''}${mine.length > 99 ? '99' : mine.length}`;
  if (link !== 'current') return { text: `${known}?`, tone: 'unknown', icon: 'unknown' };
  return {
    text: known,
    tone: mine[0] ? toneOf(mine[0].incident) : null,
    icon: mine.length > 0 ? 'active' : 'quiet',
  };
}
