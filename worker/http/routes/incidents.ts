import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import type { View } from '../../../shared/protocol/view.ts';
import type { Answer, Caller } from '../../hub/hub-api.ts';
import type { Handlers } from '../handler.ts';
import type { AskHub } from '../hub-stub.ts';

export const incidentRoutes: Pick<
  Handlers,
  | 'listIncidents'
  | 'getIncident'
  | 'openIncident'
  | 'postUpdate'
  | 'setIncidentAudiences'
  | 'listMaintenances'
  | 'scheduleMaintenance'
  | 'setMaintenancePhase'
> = {
  listIncidents: ({ actor, hub }) => readPart(actor, hub, 'incidents'),

  getIncident: ({ actor, params, hub }) => hub((h) => h.readIncident(actor, params.id)),

  openIncident: ({ actor, body, repeat, hub }) =>
    hub((h) => h.execute(actor, { type: 'open_incident', input: body }, repeat)),

  postUpdate: ({ actor, params, body, repeat, ifRevision, hub }) =>
    hub((h) =>
      h.execute(actor, { type: 'post_update', incidentId: params.id, input: body, ifRevision }, repeat),
    ),

  setIncidentAudiences: ({ actor, params, body, repeat, ifRevision, hub }) =>
    hub((h) =>
      h.execute(
        actor,
        { type: 'set_incident_audiences', incidentId: params.id, audiences: body.audiences, ifRevision },
        repeat,
      ),
    ),

  listMaintenances: ({ actor, hub }) => readPart(actor, hub, 'maintenances'),

  scheduleMaintenance: ({ actor, body, repeat, hub }) =>
    hub((h) => h.execute(actor, { type: 'schedule_maintenance', input: body }, repeat)),

  setMaintenancePhase: ({ actor, params, body, repeat, hub }) =>
    hub((h) =>
      h.execute(actor, { type: 'advance_maintenance', maintenanceId: params.id, phase: body.phase }, repeat),
    ),
};

/** One list out of the caller's view. */
async function readPart(
  actor: Caller,
  hub: AskHub,
  part: 'incidents' | 'maintenances',
): Promise<Answer | Rejection> {
  const reading = await hub((h) => h.readView(actor));
  if (isRejection(reading)) return reading;
  const view = JSON.parse(reading.view) as View;
  return { status: 200, body: JSON.stringify({ [part]: view[part] }) };
}
