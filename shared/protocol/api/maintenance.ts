import { ScheduleMaintenance } from '../../model/maintenance.ts';
import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';
import { MaintenanceView } from '../view.ts';

/** The calls about planned maintenance. */
export const maintenanceRows = {
  listMaintenances: {
    method: 'GET',
    path: '/api/v1/maintenances',
    access: 'stakeholder',
    scope: 'state:read',
    tag: 'maintenance',
    summary: 'Maintenance that is coming or running',
    answer: {
      status: 200,
      is: 'What this caller may read, soonest first',
      schema: answers.MaintenancesAnswer,
    },
  },
  scheduleMaintenance: {
    method: 'POST',
    path: '/api/v1/maintenances',
    access: 'liaison',
    scope: 'maintenance:write',
    tag: 'maintenance',
    summary: 'Plan maintenance; it starts and ends by itself',
    body: ScheduleMaintenance,
    isRepeatable: true,
    answer: { status: 201, is: 'The maintenance', schema: MaintenanceView },
    problems: ['unknown_service', 'unknown_audience', 'unsafe_text'],
  },
  setMaintenancePhase: {
    method: 'PUT',
    path: '/api/v1/maintenances/:id/phase',
    access: 'liaison',
    scope: 'maintenance:write',
    tag: 'maintenance',
    summary: 'Start, verify, complete or cancel maintenance',
    body: answers.SetMaintenancePhase,
    answer: { status: 200, is: 'The maintenance as it stands now', schema: MaintenanceView },
    problems: ['phase_order'],
  },
} as const satisfies Record<string, Operation>;
