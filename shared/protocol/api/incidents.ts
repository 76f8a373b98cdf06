import { OpenIncident } from '../../model/incident.ts';
import { PostUpdate } from '../../model/update.ts';
import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';
import { IncidentView } from '../view.ts';

/** The calls about incidents. */
export const incidentsRows = {
  listIncidents: {
    method: 'GET',
    path: '/api/v1/incidents',
    access: 'stakeholder',
    scope: 'state:read',
    tag: 'incidents',
    summary: 'Incidents in the views: live ones and those resolved in the last day',
    answer: { status: 200, is: 'What this caller may read, newest first', schema: answers.IncidentsAnswer },
  },
  getIncident: {
    method: 'GET',
    path: '/api/v1/incidents/:id',
    access: 'stakeholder',
    scope: 'state:read',
    tag: 'incidents',
    summary: 'One incident, however old; its ETag is its revision',
    answer: { status: 200, is: 'The incident', schema: IncidentView },
  },
  openIncident: {
    method: 'POST',
    path: '/api/v1/incidents',
    access: 'liaison',
    scope: 'incidents:write',
    tag: 'incidents',
    summary: 'Open an incident',
    body: OpenIncident,
    isRepeatable: true,
    mayWait: true,
    answer: { status: 201, is: 'The incident', schema: IncidentView },
    problems: ['unknown_service', 'unknown_audience', 'too_many_incidents', 'unsafe_text', 'unsafe_link'],
  },
  postUpdate: {
    method: 'POST',
    path: '/api/v1/incidents/:id/updates',
    access: 'liaison',
    scope: 'incidents:write',
    tag: 'incidents',
    summary: 'Post an update; what is left out stays as it was',
    body: PostUpdate,
    isRepeatable: true,
    takesRevision: true,
    mayWait: true,
    answer: { status: 201, is: 'The incident with the update on it', schema: IncidentView },
    problems: ['unknown_service', 'phase_order', 'stale_revision', 'unsafe_text'],
  },
  setIncidentAudiences: {
    method: 'PUT',
    path: '/api/v1/incidents/:id/audiences',
    access: 'liaison',
    scope: 'incidents:write',
    tag: 'incidents',
    summary: 'Change who may read an incident: withdrawn from some and shown to others in one step',
    body: answers.SetAudiences,
    takesRevision: true,
    mayWait: true,
    answer: { status: 200, is: 'The incident', schema: IncidentView },
    problems: ['unknown_audience', 'stale_revision'],
  },
} as const satisfies Record<string, Operation>;
