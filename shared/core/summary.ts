import { impactRank, worstImpact } from '../model/impact.ts';
import { isLive } from '../model/incident.ts';
import { severityRank } from '../model/severity.ts';
import type { ClientState } from './client-state.ts';
import type { IncidentView, MaintenanceView } from '../protocol/view.ts';
import { type Tone, toneOf } from './tone.ts';

/** What a viewer needs to know now, computed once for badge, banner and popup. */
export interface Summary {
  /** Live incidents, gravest first. */
  readonly live: readonly IncidentView[];
  /** Resolved ones that are still shown, last resolved first. */
  readonly over: readonly IncidentView[];
  /** Maintenance that is coming or running, soonest first. */
  readonly planned: readonly MaintenanceView[];
  /** The tone of the gravest live incident; `null` where none is live. */
  readonly tone: Tone | null;
  /** A live sev1 whose newest material revision this person has not acknowledged. */
  readonly hasNewSev1: boolean;
}

/** Sums up what the client holds. Pure; says nothing of how current that is. */
export function summarise({ view, own }: Pick<ClientState, 'view' | 'own'>): Summary {
  const live = view.incidents.filter(isLive).toSorted(gravestFirst);
  return {
    live,
    over: view.incidents
      .filter((i) => !isLive(i))
      .toSorted((a, b) => (b.resolvedAt ?? '').localeCompare(a.resolvedAt ?? '')),
    planned: view.maintenances,
    tone: live[0] ? toneOf(live[0]) : null,
    hasNewSev1: live.some((i) => i.severity === 'sev1' && !isAcknowledged(i, own.acknowledged)),
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
