import { affects } from '../../../shared/core/banner.ts';
import type { Locale } from '../../../shared/core/locale.ts';
import {
  asksAcknowledgement,
  type Notice,
  noticesOf,
  quietHoursNow,
  wantsBar,
} from '../../../shared/core/notices.ts';
import type { Standing } from '../../../shared/core/standing.ts';
import { clock } from '../../../shared/core/time-words.ts';
import { toolSetting } from '../../../shared/core/tool-settings.ts';
import type { QuietHours } from '../../../shared/model/quiet-hours.ts';
import { isAtLeast } from '../../../shared/model/urgency.ts';
import type { BarState } from '../../../shared/ui/scene.ts';

/** What is to be known of this browser, beside how things stand. */
export interface Bars {
  /** Ids of the incidents whose bar is hidden in some tab. */
  readonly hiddenIds: readonly string[];
  readonly allowedToolIds: readonly string[];
}

/**
 * How the bar of an incident stands in the tools of this browser; `null` where there is none to be put off or shown again: it
 * is not urgent enough for one, no tool may show it, or a "Got it" is asked for.
 */
export function barStates(
  standing: Standing,
  { hiddenIds, allowedToolIds }: Bars,
  locale: Locale,
): (notice: Notice) => BarState | null {
  const quiet = quietHoursNow(standing);
  const awake = quiet && new Map(noticesOf(awakened(standing)).map((notice) => [notice.incident.id, notice]));
  const tools = standing.view.tools.filter(
    (tool) => allowedToolIds.includes(tool.id) && toolSetting(tool, standing).isOn,
  );
  return (notice) => {
    if (!tools.some((tool) => affects(notice.incident, tool))) return null;
    const isHidden = hiddenIds.includes(notice.incident.id);
    if (wantsBar(notice) && !isHidden) return asksAcknowledgement(notice) ? null : { kind: 'shown' };
    const { urgency } = awake?.get(notice.incident.id) ?? notice;
    if (!isHidden && !isAtLeast(urgency, 'quiet_bar')) return null;
    const isHeldBack = isAtLeast(urgency, 'quiet_bar') && !isAtLeast(notice.urgency, 'quiet_bar');
    if (quiet && isHeldBack && !notice.isAcknowledged && !wantsBar(notice)) {
      return { kind: 'held_back', until: untilWords(quiet, locale) };
    }
    return { kind: notice.isSnoozed && !notice.isAcknowledged ? 'snoozed' : 'hidden' };
  };
}

/** How things would stand without quiet hours. */
function awakened(standing: Standing): Standing {
  const { own } = standing;
  return own.subscription
    ? { ...standing, own: { ...own, subscription: { ...own.subscription, quietHours: null } } }
    : standing;
}

/** By the clock of their own zone, which is named where the reader is in another one. Those that fill whole days may go on. */
function untilWords({ from, until, timeZone }: QuietHours, locale: Locale): string | null {
  if (from === until) return null;
  const at = `1970-01-01T${until}:00.000Z`;
  const time = clock(at, at, { ...locale, timeZone: 'UTC' });
  const here = locale.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return timeZone === here ? time : `${time} (${timeZone})`;
}
