import type { Impact } from '../model/impact.ts';
import { isLive } from '../model/incident.ts';
import type { Severity } from '../model/severity.ts';
import { urgencies, type Urgency, urgencyRank } from '../model/urgency.ts';
import type { IncidentView } from '../protocol/view.ts';

/** What person and admin have to say about how urgently things are told. */
export interface UrgencyRules {
  /** The person wants nothing to be told more urgently than this. */
  readonly most: Urgency;
  /** The admin wants nothing to be told less urgently than this; `none` where there is no such wish. */
  readonly least: Urgency;
  /** True within the person's quiet hours. */
  readonly isQuiet: boolean;
  /** Whether a sev1 comes through quiet hours. */
  readonly isSev1Excepted: boolean;
}

const bySeverity: Record<Severity, Urgency> = {
  sev1: 'acknowledgement',
  sev2: 'full_bar',
  sev3: 'quiet_bar',
  sev4: 'badge',
};

/**
 * The rung of the ladder for an incident that concerns a person: by severity, one up where their own services are down, one
 * down where they are merely slow. A fix that is being watched steps back to a quiet bar. The admin's wish goes before the
 * person's, and quiet hours before both: all that is left in them is the badge, but for a sev1 that may come through.
 */
export function urgencyOf(
  incident: Pick<IncidentView, 'severity' | 'phase'>,
  impactOnMine: Impact,
  rules: UrgencyRules,
): Urgency {
  if (!isLive(incident)) return 'none';
  const rank = urgencyRank(bySeverity[incident.severity]) + step(impactOnMine);
  const facts = incident.phase === 'monitoring' ? Math.min(rank, urgencyRank('quiet_bar')) : rank;
  const wished = Math.max(Math.min(facts, urgencyRank(rules.most)), urgencyRank(rules.least));
  const isHeldBack = rules.isQuiet && !(incident.severity === 'sev1' && rules.isSev1Excepted);
  return rung(isHeldBack ? Math.min(wished, urgencyRank('badge')) : wished);
}

function step(impact: Impact): number {
  if (impact === 'major_outage') return 1;
  return impact === 'partial_outage' ? 0 : -1;
}

/** What concerns somebody is at least on their badge. */
function rung(rank: number): Urgency {
  return urgencies[Math.max(urgencyRank('badge'), Math.min(rank, urgencies.length - 1))] ?? 'badge';
}
