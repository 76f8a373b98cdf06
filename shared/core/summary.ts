import { impactRank, worstImpact } from '../model/impact.ts';
import { isLive } from '../model/incident.ts';
import { severityRank } from '../model/severity.ts';
import type { IncidentView, MaintenanceView, View } from '../protocol/view.ts';

/** What there is, in the order in which it is shown. */
export interface Summary {
  /** Live incidents, gravest first. */
  readonly live: readonly IncidentView[];
  /** Resolved ones that are still shown, last resolved first. */
  readonly over: readonly IncidentView[];
  /** Maintenance that is coming or running, soonest first. */
  readonly planned: readonly MaintenanceView[];
}

/** Sums up what is held. Pure; says nothing of how current that is, nor whom it concerns. */
export function summarise({ incidents, maintenances }: Pick<View, 'incidents' | 'maintenances'>): Summary {
  return {
    live: incidents.filter(isLive).toSorted(gravestFirst),
    over: incidents
      .filter((i) => !isLive(i))
      .toSorted((a, b) => (b.resolvedAt ?? '').localeCompare(a.resolvedAt ?? '')),
    planned: maintenances,
  };
}

/** True where this person has acknowledged the newest material revision: a typo fix reopens nothing, a worsening does. */
export function isAcknowledged(
  incident: Pick<IncidentView, 'id' | 'materialRevision'>,
  acknowledged: Readonly<Record<string, number>>,
): boolean {
  return (acknowledged[incident.id] ?? 0) >= incident.materialRevision;
}

function gravestFirst(a: IncidentView, b: IncidentView): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    impactRank(worstImpact(b.services)) - impactRank(worstImpact(a.services)) ||
    b.startedAt.localeCompare(a.startedAt) ||
    a.id.localeCompare(b.id)
  );
}
