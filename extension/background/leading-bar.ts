import { affects, toolOfPage } from '../../shared/core/banner.ts';
import { type Notice, noticesOf, wantsBar } from '../../shared/core/notices.ts';
import type { Standing } from '../../shared/core/standing.ts';
import { isAtLeast } from '../../shared/model/urgency.ts';
import type { DeedTab } from './commands.ts';
import { type Hidden, hiddenIn } from './hidden.ts';

/** The bar that leads, as it stands in one tab. */
export interface LeadingBar {
  readonly notice: Notice;
  readonly isShown: boolean;
  readonly isHiddenHere: boolean;
}

/**
 * The gravest incident that has a bar, or would have one had it not been put off or hidden: first of those in the tool of this
 * tab, else of all. Where there is none, the gravest that concerns this person, whose bar can be shown again.
 */
export function leadingBar(standing: Standing, tab: DeedTab, hidden: Hidden): LeadingBar | null {
  const notices = noticesOf(standing);
  const bars = notices.filter(isBar);
  const tool = tab.url === null ? null : toolOfPage(standing.view, tab.url);
  const notice =
    (tool && bars.find(({ incident }) => affects(incident, tool))) ??
    bars[0] ??
    notices.find(({ concern }) => concern === 'mine');
  if (!notice) return null;
  const { id, materialRevision } = notice.incident;
  const isWanted = wantsBar(notice);
  const hiddenUpTo = tab.id === null ? 0 : (hiddenIn(hidden, tab.id)[id] ?? 0);
  const isHiddenHere = isWanted && hiddenUpTo >= materialRevision;
  return { notice, isShown: isWanted && !isHiddenHere, isHiddenHere };
}

function isBar(notice: Notice): boolean {
  return wantsBar(notice) || (isAtLeast(notice.urgency, 'quiet_bar') && !notice.isAcknowledged);
}
