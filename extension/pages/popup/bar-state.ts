import { asksAcknowledgement, type Notice, wantsBar } from '../../../shared/core/notices.ts';
import { isAtLeast } from '../../../shared/model/urgency.ts';
import type { BarAction } from '../../../shared/ui/scene.ts';

/**
 * How the bar of an incident stands in the tools of this browser; `null` where there is none to be put off or shown again: it
 * is not urgent enough for one, or a "Got it" is asked for.
 */
export function barState(notice: Notice, isHidden: boolean): BarAction['state'] | null {
  if (wantsBar(notice) && !isHidden) return asksAcknowledgement(notice) ? null : 'shown';
  if (!isHidden && !isAtLeast(notice.urgency, 'quiet_bar')) return null;
  return notice.isSnoozed && !notice.isAcknowledged ? 'snoozed' : 'hidden';
}
