import type { Actor } from '../model/person.ts';
import type { Readers } from '../model/audience.ts';
import { type Incident, isLive, type OpenIncident } from '../model/incident.ts';
import type { AffectedService } from '../model/impact.ts';
import { isStepBack } from '../model/phase.ts';
import { addMinutes } from '../model/time.ts';
import { NEXT_UPDATE_DEFAULT_MINUTES, type PostUpdate, type Update } from '../model/update.ts';
import type { DecisionContext } from './command.ts';
import type { Event } from './event.ts';
import type { Rejection } from './rejection.ts';
import { nounAt, type RelayState } from './relay-state.ts';

/** How long a resolved incident stays in the views. */
export const RESOLVED_SHOWN_HOURS = 24;
/** Live incidents one organisation may have: beyond it nobody reads, and a runaway source is at work. */
export const LIVE_INCIDENTS_MAX = 200;

export function openIncident(
  state: RelayState,
  input: OpenIncident,
  context: DecisionContext,
): Event[] | Rejection {
  const refusal = unknownReference(state, input.services, input.audiences);
  if (refusal) return refusal;
  if (Object.values(state.incidents).filter(isLive).length >= LIVE_INCIDENTS_MAX) {
    return {
      rejected: 'too_many_incidents',
      detail: `There are already ${LIVE_INCIDENTS_MAX} live incidents.`,
    };
  }
  if (input.startedAt && input.startedAt > context.now) {
    return { rejected: 'invalid_body', detail: 'startedAt lies in the future.' };
  }
  const update: Update = {
    id: context.newId('upd'),
    revision: 1,
    at: context.now,
    phase: input.phase,
    severity: input.severity,
    services: input.services,
    message: input.message,
    workaround: input.workaround ?? null,
    customerMessage: input.customerMessage ?? null,
    isMaterial: true,
    nextUpdateDueAt: promise(input.phase === 'resolved', input.nextUpdateMinutes, context),
    author: authorOf(context.actor),
  };
  const incident: Incident = {
    id: context.newId('inc'),
    revision: 1,
    materialRevision: 1,
    title: input.title,
    severity: input.severity,
    phase: input.phase,
    services: input.services,
    startedAt: input.startedAt ?? context.now,
    updatedAt: context.now,
    resolvedAt: input.phase === 'resolved' ? context.now : null,
    retiredAt: null,
    nextUpdateDueAt: update.nextUpdateDueAt,
    links: input.links,
    audiences: input.audiences,
    updates: [update],
  };
  return [{ type: 'incident_opened', incident }];
}

export function postUpdate(
  state: RelayState,
  command: { readonly incidentId: string; readonly input: PostUpdate; readonly ifRevision?: number },
  context: DecisionContext,
): Event[] | Rejection {
  const { input } = command;
  const incident = incidentAt(state, command);
  if ('rejected' in incident) return incident;
  const refusal = unknownReference(state, input.services ?? [], []);
  if (refusal) return refusal;
  const phase = input.phase ?? incident.phase;
  if (isStepBack(incident.phase, phase) && input.reopen !== true) {
    return {
      rejected: 'phase_order',
      detail: `The incident is ${incident.phase}; going back to ${phase} needs "reopen": true.`,
      facts: { phase: incident.phase },
    };
  }
  const update: Update = {
    id: context.newId('upd'),
    revision: incident.revision + 1,
    at: context.now,
    phase,
    severity: input.severity ?? incident.severity,
    services: input.services ?? incident.services,
    message: input.message,
    workaround: input.workaround ?? null,
    customerMessage: input.customerMessage ?? null,
    isMaterial: isMaterial(incident, input),
    nextUpdateDueAt: promise(phase === 'resolved', input.nextUpdateMinutes, context),
    author: authorOf(context.actor),
  };
  return [{ type: 'update_posted', incidentId: incident.id, update }];
}

export function setIncidentAudiences(
  state: RelayState,
  command: { readonly incidentId: string; readonly audiences: Readers; readonly ifRevision?: number },
  context: DecisionContext,
): Event[] | Rejection {
  const incident = incidentAt(state, command);
  if ('rejected' in incident) return incident;
  const refusal = unknownReference(state, [], command.audiences);
  if (refusal) return refusal;
  if (incident.audiences.join() === command.audiences.join()) return [];
  return [
    {
      type: 'incident_audiences_set',
      incidentId: incident.id,
      audiences: command.audiences,
      at: context.now,
    },
  ];
}

export function retireIncident(state: RelayState, incidentId: string, context: DecisionContext): Event[] {
  const incident = nounAt(state.incidents, incidentId);
  if (!incident?.resolvedAt || incident.retiredAt) return [];
  const isDue = context.now >= addMinutes(incident.resolvedAt, RESOLVED_SHOWN_HOURS * 60);
  return isDue ? [{ type: 'incident_retired', incidentId, at: context.now }] : [];
}

/** The first service or audience that does not exist, as a refusal; `null` where all do. */
export function unknownReference(
  state: RelayState,
  services: readonly AffectedService[],
  audiences: Readers,
): Rejection | null {
  const service = services.find((s) => !nounAt(state.services, s.id));
  if (service) return { rejected: 'unknown_service', detail: `There is no service "${service.id}".` };
  const audience = audiences.find((id) => !nounAt(state.audiences, id));
  if (audience !== undefined)
    return { rejected: 'unknown_audience', detail: `There is no audience "${audience}".` };
  return null;
}

function incidentAt(
  state: RelayState,
  command: { readonly incidentId: string; readonly ifRevision?: number },
): Incident | Rejection {
  const incident = nounAt(state.incidents, command.incidentId);
  if (!incident) return { rejected: 'not_found', detail: 'There is no such incident.' };
  if (command.ifRevision !== undefined && command.ifRevision !== incident.revision) {
    return {
      rejected: 'stale_revision',
      detail: `Somebody was faster: the incident is at revision ${incident.revision}, not ${command.ifRevision}.`,
      facts: { revision: incident.revision },
    };
  }
  return incident;
}

/** Material is what changes the reader's situation. A worsening is always among it. */
function isMaterial(before: Incident, input: PostUpdate): boolean {
  const isChanged =
    (input.phase !== undefined && input.phase !== before.phase) ||
    (input.severity !== undefined && input.severity !== before.severity) ||
    (input.services !== undefined && fingerprint(input.services) !== fingerprint(before.services)) ||
    (input.workaround !== undefined && input.workaround !== currentWorkaround(before));
  return isChanged || input.material === true;
}

/** The workaround that stands: the newest one given. */
export function currentWorkaround(incident: Pick<Incident, 'updates'>): string | null {
  return incident.updates.find((update) => update.workaround !== null)?.workaround ?? null;
}

function fingerprint(services: readonly AffectedService[]): string {
  return services
    .map((s) => `${s.id}:${s.impact}`)
    .toSorted()
    .join();
}

function promise(isResolved: boolean, minutes: number | undefined, context: DecisionContext): string | null {
  return isResolved ? null : addMinutes(context.now, minutes ?? NEXT_UPDATE_DEFAULT_MINUTES);
}

function authorOf(actor: Actor): string {
  return actor.kind === 'clock' ? 'Masthead' : actor.name;
}
