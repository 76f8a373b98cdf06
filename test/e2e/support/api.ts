import type { OpenIncident } from '../../../shared/model/incident.ts';
import type { ScheduleMaintenance } from '../../../shared/model/maintenance.ts';
import type { PostUpdate } from '../../../shared/model/update.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import type { ReachAnswer, StateAnswer } from '../../../shared/protocol/answers.ts';
import type { IncidentView, MaintenanceView } from '../../../shared/protocol/view.ts';
import type * as v from 'valibot';
import type { Service } from '../../../shared/model/service.ts';
import type { Tool } from '../../../shared/model/tool.ts';

/** What a running relay is known by: its address and a bearer token for each role. */
export interface Credentials {
  readonly url: string;
  readonly admin: string;
  readonly liaison: string;
  readonly stakeholder: string;
}

export type NewIncident = v.InferInput<typeof OpenIncident>;
export type NewUpdate = v.InferInput<typeof PostUpdate>;

type Role = 'admin' | 'liaison' | 'stakeholder';

/** The calls of the API that these tests make. Each throws where the relay does not answer 2xx. */
export interface Api {
  saveService(service: Service): Promise<void>;
  saveTool(tool: v.InferInput<typeof Tool>): Promise<void>;
  open(incident: NewIncident, idempotencyKey?: string): Promise<IncidentView>;
  update(incidentId: string, update: NewUpdate, idempotencyKey?: string): Promise<IncidentView>;
  schedule(maintenance: v.InferInput<typeof ScheduleMaintenance>): Promise<MaintenanceView>;
  incident(incidentId: string): Promise<IncidentView>;
  state(): Promise<StateAnswer>;
  /** For a revision; the newest one unless given. */
  reach(incidentId: string, revision?: number): Promise<ReachAnswer>;
  /** What the stakeholder follows from now on; nothing at all is everything. */
  follow(...services: string[]): Promise<void>;
  /** Where a person signs in; its single-use code stands in the fragment. */
  signInAddress(role: Role): Promise<string>;
}

/** The API of a relay, called with the role's token that each call needs. */
export function apiOf(credentials: Credentials): Api {
  const call = <Answer>(role: Role, method: string, path: string, body?: object, key?: string) =>
    callRelay<Answer>(credentials, role, method, path, body, key);
  return {
    saveService: async ({ id, ...service }) => {
      await call('admin', 'PUT', `/api/v1/services/${id}`, service);
    },
    saveTool: async ({ id, ...tool }) => {
      await call('admin', 'PUT', `/api/v1/tools/${id}`, tool);
    },
    open: (incident, key) => call('liaison', 'POST', '/api/v1/incidents', incident, key),
    update: (id, update, key) => call('liaison', 'POST', `/api/v1/incidents/${id}/updates`, update, key),
    schedule: (maintenance) => call('liaison', 'POST', '/api/v1/maintenances', maintenance),
    incident: (id) => call('stakeholder', 'GET', `/api/v1/incidents/${id}`),
    state: () => call('stakeholder', 'GET', '/api/v1/state'),
    reach: (id, revision) =>
      call('liaison', 'GET', `/api/v1/incidents/${id}/reach${revision ? `?revision=${revision}` : ''}`),
    follow: async (...services) => {
      await call('stakeholder', 'PUT', '/api/v1/subscription', { ...emptySubscription, services });
    },
    signInAddress: async (role) =>
      (await call<{ url: string }>('admin', 'POST', '/api/v1/sign-in-codes', { role })).url,
  };
}

async function callRelay<Answer>(
  credentials: Credentials,
  role: Role,
  method: string,
  path: string,
  body?: object,
  key?: string,
): Promise<Answer> {
  const response = await fetch(new URL(path, credentials.url), {
    method,
    headers: {
      authorization: `Bearer ${credentials[role]}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
}
