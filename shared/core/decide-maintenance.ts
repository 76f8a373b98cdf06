import {
  isOver,
  type MaintenancePhase,
  maintenancePhases,
  type ScheduleMaintenance,
} from '../model/maintenance.ts';
import type { DecisionContext } from './command.ts';
import { unknownReference } from './decide-incident.ts';
import type { Event } from './event.ts';
import type { Rejection } from './rejection.ts';
import { nounAt, type RelayState } from './relay-state.ts';

export function scheduleMaintenance(
  state: RelayState,
  input: ScheduleMaintenance,
  context: DecisionContext,
): Event[] | Rejection {
  const services = input.services.map((id) => ({ id, impact: 'under_maintenance' as const }));
  const refusal = unknownReference(state, services, input.audiences);
  if (refusal) return refusal;
  if (input.endsAt <= input.startsAt)
    return { rejected: 'invalid_body', detail: 'endsAt must lie after startsAt.' };
  if (input.endsAt <= context.now) return { rejected: 'invalid_body', detail: 'endsAt lies in the past.' };
  const maintenance = { ...input, id: context.newId('mnt'), revision: 1, phase: 'scheduled' as const };
  return [{ type: 'maintenance_saved', maintenance }];
}

/** Moves on to `phase`. What is over stays over, and a step back is refused. */
export function advanceMaintenance(
  state: RelayState,
  id: string,
  phase: MaintenancePhase,
): Event[] | Rejection {
  const maintenance = nounAt(state.maintenances, id);
  if (!maintenance) return { rejected: 'not_found', detail: 'There is no such maintenance.' };
  if (maintenance.phase === phase) return [];
  if (
    isOver(maintenance) ||
    maintenancePhases.indexOf(phase) < maintenancePhases.indexOf(maintenance.phase)
  ) {
    return {
      rejected: 'phase_order',
      detail: `The maintenance is ${maintenance.phase}; it cannot become ${phase}.`,
      facts: { phase: maintenance.phase },
    };
  }
  return [
    { type: 'maintenance_saved', maintenance: { ...maintenance, phase, revision: maintenance.revision + 1 } },
  ];
}
