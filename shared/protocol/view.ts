import * as v from 'valibot';
import { impacts } from '../model/impact.ts';
import { linkKinds } from '../model/link.ts';
import { maintenancePhases } from '../model/maintenance.ts';
import { phases } from '../model/phase.ts';
import { severities } from '../model/severity.ts';
import { placements } from '../model/tool.ts';

/*
 * What a viewer is shown, as it crosses the wire. Relay and extension are updated weeks apart, so these schemas are
 * lenient where the model's are strict: unknown fields are dropped, and an unknown word falls back to one that neither
 * frightens nor soothes.
 */

const severity = v.fallback(v.picklist(severities), 'sev3');
const phase = v.fallback(v.picklist(phases), 'investigating');
const impact = v.fallback(v.picklist(impacts), 'degraded_performance');
const time = v.pipe(v.string(), v.isoTimestamp());

const AffectedServiceView = v.object({ id: v.string(), impact });

export const LinkView = v.object({
  label: v.string(),
  url: v.string(),
  kind: v.fallback(v.picklist(linkKinds), 'other'),
});
export type LinkView = v.InferOutput<typeof LinkView>;

export const UpdateView = v.object({
  id: v.string(),
  revision: v.number(),
  at: time,
  phase,
  severity,
  services: v.array(AffectedServiceView),
  message: v.string(),
  workaround: v.nullable(v.string()),
  customerMessage: v.nullable(v.string()),
  isMaterial: v.boolean(),
  nextUpdateDueAt: v.nullable(time),
  /** Liaisons only. */
  author: v.optional(v.string()),
});
export type UpdateView = v.InferOutput<typeof UpdateView>;

export const IncidentView = v.object({
  id: v.string(),
  revision: v.number(),
  materialRevision: v.number(),
  title: v.string(),
  severity,
  phase,
  services: v.array(AffectedServiceView),
  startedAt: time,
  updatedAt: time,
  resolvedAt: v.nullable(time),
  nextUpdateDueAt: v.nullable(time),
  links: v.array(LinkView),
  /** True where it is for named audiences only: not to be passed on. */
  isRestricted: v.boolean(),
  /** Newest first. Older ones may have been cut off. */
  updates: v.array(UpdateView),
  isTruncated: v.optional(v.boolean()),
  /** Liaisons only. */
  audiences: v.optional(v.array(v.string())),
});
export type IncidentView = v.InferOutput<typeof IncidentView>;

export const MaintenanceView = v.object({
  id: v.string(),
  revision: v.number(),
  title: v.string(),
  message: v.string(),
  phase: v.fallback(v.picklist(maintenancePhases), 'scheduled'),
  services: v.array(v.string()),
  startsAt: time,
  endsAt: time,
  /** Liaisons only. */
  audiences: v.optional(v.array(v.string())),
});
export type MaintenanceView = v.InferOutput<typeof MaintenanceView>;

export const ServiceView = v.object({
  id: v.string(),
  name: v.string(),
  description: v.optional(v.string()),
  owner: v.optional(v.string()),
  /** Services of one group are followed together. */
  group: v.optional(v.string()),
});
export type ServiceView = v.InferOutput<typeof ServiceView>;

export const ToolView = v.object({
  id: v.string(),
  name: v.string(),
  patterns: v.array(v.string()),
  services: v.array(v.string()),
  placement: v.fallback(v.picklist(placements), 'bottom'),
});
export type ToolView = v.InferOutput<typeof ToolView>;

/** Services and tools of the organisation. */
export const CatalogueView = v.object({ services: v.array(ServiceView), tools: v.array(ToolView) });
export type CatalogueView = v.InferOutput<typeof CatalogueView>;

/** Everything one viewer may see. */
export const View = v.object({
  ...CatalogueView.entries,
  incidents: v.array(IncidentView),
  maintenances: v.array(MaintenanceView),
});
export type View = v.InferOutput<typeof View>;
