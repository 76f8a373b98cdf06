import * as v from 'valibot';
import { Readers } from './audience.ts';
import { Id } from './id.ts';
import { line, prose } from './text.ts';
import { Timestamp } from './time.ts';
import { MESSAGE_MAX } from './update.ts';

export const maintenancePhases = ['scheduled', 'in_progress', 'verifying', 'completed', 'cancelled'] as const;
export const MaintenancePhase = v.picklist(maintenancePhases);
export type MaintenancePhase = v.InferOutput<typeof MaintenancePhase>;

const ServiceIds = v.pipe(v.array(Id), v.minLength(1, 'must name at least one service'), v.maxLength(50));

/** Planned work on services. */
export const Maintenance = v.strictObject({
  id: Id,
  revision: v.number(),
  title: v.string(),
  message: v.string(),
  phase: MaintenancePhase,
  services: ServiceIds,
  startsAt: Timestamp,
  endsAt: Timestamp,
  audiences: Readers,
});
export type Maintenance = v.InferOutput<typeof Maintenance>;

/** What a liaison says to plan one. */
export const ScheduleMaintenance = v.strictObject({
  title: line(200),
  message: prose(MESSAGE_MAX),
  services: ServiceIds,
  startsAt: Timestamp,
  endsAt: Timestamp,
  audiences: v.optional(Readers, []),
});
export type ScheduleMaintenance = v.InferOutput<typeof ScheduleMaintenance>;

/** True where nothing is left to happen. */
export function isOver(maintenance: Pick<Maintenance, 'phase'>): boolean {
  return maintenance.phase === 'completed' || maintenance.phase === 'cancelled';
}
