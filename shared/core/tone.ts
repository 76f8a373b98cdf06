import { impactRank, type Impact, worstImpact } from '../model/impact.ts';
import { isLive } from '../model/incident.ts';
import type { IncidentView, View } from '../protocol/view.ts';

/** The six tones. Each is a colour, a shape and a word together; `shared/ui/tones.ts` holds the table. */
export type Tone = 'down' | 'partly_down' | 'slow' | 'planned' | 'over' | 'unknown';

/** The tone of one incident, from its worst impact. */
export function toneOf(incident: Pick<IncidentView, 'phase' | 'services'>): Tone {
  return isLive(incident) ? toneOfImpact(worstImpact(incident.services)) : 'over';
}

export function toneOfImpact(impact: Impact): Tone {
  if (impact === 'major_outage') return 'down';
  if (impact === 'partial_outage') return 'partly_down';
  // An incident whose services all work still is one: never show it as nothing.
  return impact === 'under_maintenance' ? 'planned' : 'slow';
}

/** The services of an incident that do not work as they should, worst first, by name. */
export function affectedNames(
  incident: Pick<IncidentView, 'services'>,
  view: Pick<View, 'services'>,
): string[] {
  const names = new Map(view.services.map((s) => [s.id, s.name]));
  return incident.services
    .toSorted((a, b) => impactRank(b.impact) - impactRank(a.impact))
    .map((s) => names.get(s.id) ?? s.id);
}
