import * as v from 'valibot';
import { Id } from './id.ts';

/** What users of a service feel, mildest first. The words are those of the Statuspage component API. */
export const impacts = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const;
export const Impact = v.picklist(impacts);
export type Impact = v.InferOutput<typeof Impact>;

/** 0 for `operational` up to 4 for `major_outage`: a larger rank is worse. */
export function impactRank(impact: Impact): number {
  return impacts.indexOf(impact);
}

/** One service and what its users feel. */
export const AffectedService = v.strictObject({ id: Id, impact: Impact });
export type AffectedService = v.InferOutput<typeof AffectedService>;

/** The services an incident touches: at most 50, each named once. */
export const AffectedServices = v.pipe(
  v.array(AffectedService),
  v.maxLength(50, 'must name at most 50 services'),
  v.check((list) => new Set(list.map((s) => s.id)).size === list.length, 'must name each service once'),
);
export type AffectedServices = v.InferOutput<typeof AffectedServices>;

/** The worst impact in the list; `operational` for an empty one. */
export function worstImpact(services: readonly AffectedService[]): Impact {
  return services.reduce<Impact>(
    (worst, s) => (impactRank(s.impact) > impactRank(worst) ? s.impact : worst),
    'operational',
  );
}
