import { worstImpact } from '../model/impact.ts';
import type { QuietHours } from '../model/quiet-hours.ts';
import { isAtLeast, type Urgency } from '../model/urgency.ts';
import type { IncidentView } from '../protocol/view.ts';
import { isReopened, isSnoozed } from './attention.ts';
import { concernOf, servicesOfConcern } from './concern.ts';
import { isQuiet } from './quiet-hours.ts';
import type { Standing } from './standing.ts';
import { isAcknowledged, summarise } from './summary.ts';
import { isTestIncident } from './test-incident.ts';
import { urgencyOf, type UrgencyRules } from './urgency.ts';

/** One live incident as it stands towards one person in one browser. */
export interface Notice {
  readonly incident: IncidentView;
  /** Whether it is on the services that this person follows or was assigned. */
  readonly concern: 'mine' | 'other';
  /** How it is to be told; `none` for what does not concern the person. */
  readonly urgency: Urgency;
  readonly isAcknowledged: boolean;
  readonly isSnoozed: boolean;
  /** The person asked to see its bar again. */
  readonly isReopened: boolean;
}

/** All live incidents, gravest first. */
export function noticesOf(standing: Standing): Notice[] {
  const { view, own, attention, now } = standing;
  const rules = rulesFor(standing);
  return summarise(view).live.map((incident) => {
    if (isTestIncident(incident.id)) return testNotice(incident);
    const concern = concernOf(incident, view, own);
    // One that names no service concerns everybody, and is neither worse nor milder for that.
    const impact =
      incident.services.length === 0
        ? 'partial_outage'
        : worstImpact(servicesOfConcern(incident.services, view, own));
    return {
      incident,
      concern,
      urgency: concern === 'mine' ? urgencyOf(incident, impact, rules) : 'none',
      isAcknowledged: isAcknowledged(incident, own.acknowledged),
      isSnoozed: isSnoozed(attention, incident, now),
      isReopened: isReopened(attention, incident, own.acknowledged),
    };
  });
}

/** The incidents of notices, those on the person's services apart from the rest. */
export function liveOf(notices: readonly Notice[]): { mine: IncidentView[]; others: IncidentView[] } {
  const of = (concern: Notice['concern']) =>
    notices.filter((notice) => notice.concern === concern).map(({ incident }) => incident);
  return { mine: of('mine'), others: of('other') };
}

/** True where the notice is to have a bar. One that a person asked for is shown whatever else was said. */
export function wantsBar({ urgency, isAcknowledged, isSnoozed, isReopened }: Notice): boolean {
  return isReopened || (isAtLeast(urgency, 'quiet_bar') && !isAcknowledged && !isSnoozed);
}

/** True where the notice has a bar that the person may put off. */
export function canBePutOff(notice: Notice): boolean {
  return wantsBar(notice) && !asksAcknowledgement(notice);
}

/** True where the notice is to have a notification of the operating system. */
export function wantsNotification({ urgency, isAcknowledged, isSnoozed }: Notice): boolean {
  return isAtLeast(urgency, 'notification') && !isAcknowledged && !isSnoozed;
}

/** True where the person is to be asked for a "Got it". */
export function asksAcknowledgement(notice: Notice): boolean {
  return notice.urgency === 'acknowledgement' && !notice.isAcknowledged;
}

/** Somebody asked to see it, so that neither subscription nor quiet hours have a say. */
function testNotice(incident: IncidentView): Notice {
  const isNothing = { isAcknowledged: false, isSnoozed: false, isReopened: false };
  return { incident, concern: 'mine', urgency: 'full_bar', ...isNothing };
}

/** The person's quiet hours while they last; where the company keeps that choice to itself there are none. */
export function quietHoursNow({ own, fleet, now }: Standing): QuietHours | null {
  const hours = fleet.locked.includes('quiet_hours') ? null : (own.subscription?.quietHours ?? null);
  return isQuiet(hours, now) ? hours : null;
}

function rulesFor(standing: Standing): UrgencyRules {
  const { own, fleet } = standing;
  const { subscription } = own;
  return {
    most: (fleet.locked.includes('urgency') ? null : subscription?.most) ?? 'acknowledgement',
    least: fleet.leastUrgency,
    isQuiet: quietHoursNow(standing) !== null,
    isSev1Excepted: fleet.isSev1Excepted,
  };
}
