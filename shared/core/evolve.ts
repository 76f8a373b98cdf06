import type { Incident } from '../model/incident.ts';
import type { Update } from '../model/update.ts';
import { assertNever } from './assert-never.ts';
import type { Event } from './event.ts';
import { nounAt, type RelayState } from './relay-state.ts';

/** The state after the event. Pure: the state given is left as it was; unchanged parts are shared. */
export function evolve(state: RelayState, event: Event): RelayState {
  switch (event.type) {
    case 'incident_opened':
      return { ...state, incidents: put(state.incidents, event.incident) };
    case 'update_posted':
      return changeIncident(state, event.incidentId, (incident) => withUpdate(incident, event.update));
    case 'incident_audiences_set':
      // Neither revision nor time moves: whoever may read it before and after must not notice that others may too.
      return changeIncident(state, event.incidentId, (incident) => ({
        ...incident,
        audiences: event.audiences,
      }));
    case 'author_erased':
      // As with audiences, the revision stays: what people have met of the incident is what they met.
      return changeIncident(state, event.incidentId, (incident) => ({
        ...incident,
        updates: incident.updates.map((update) =>
          event.updateIds.includes(update.id) ? { ...update, author: event.as } : update,
        ),
      }));
    case 'incident_retired':
      return changeIncident(state, event.incidentId, (incident) => ({ ...incident, retiredAt: event.at }));
    case 'maintenance_saved':
      return { ...state, maintenances: put(state.maintenances, event.maintenance) };
    case 'service_saved':
      return { ...state, services: put(state.services, event.service) };
    case 'service_removed':
      return { ...state, services: without(state.services, event.id) };
    case 'tool_saved':
      return { ...state, tools: put(state.tools, event.tool) };
    case 'tool_removed':
      return { ...state, tools: without(state.tools, event.id) };
    case 'audience_saved':
      return { ...state, audiences: put(state.audiences, event.audience) };
    case 'audience_removed':
      return { ...state, audiences: without(state.audiences, event.id) };
    case 'audience_claim_set':
      return setClaim(state, event);
    case 'source_saved':
      return { ...state, sources: put(state.sources, event.source) };
    case 'source_removed':
      return { ...state, sources: without(state.sources, event.id) };
    case 'draft_saved':
      return { ...state, drafts: put(state.drafts, event.draft) };
    default:
      return assertNever(event);
  }
}

/** The incident once the update stands on it. The update carries the whole situation, so nothing is computed twice. */
function withUpdate(incident: Incident, update: Update): Incident {
  const isOver = update.phase === 'resolved';
  return {
    ...incident,
    revision: update.revision,
    materialRevision: update.isMaterial ? update.revision : incident.materialRevision,
    severity: update.severity,
    phase: update.phase,
    services: update.services,
    updatedAt: update.at,
    resolvedAt: isOver ? (incident.resolvedAt ?? update.at) : null,
    retiredAt: isOver ? incident.retiredAt : null,
    nextUpdateDueAt: update.nextUpdateDueAt,
    updates: [update, ...incident.updates],
  };
}

function changeIncident(state: RelayState, id: string, change: (incident: Incident) => Incident): RelayState {
  const incident = nounAt(state.incidents, id);
  if (!incident) throw new Error(`an event names an incident that is not there: ${id}`);
  return { ...state, incidents: put(state.incidents, change(incident)) };
}

function setClaim(
  state: RelayState,
  { audienceId, person, isMember }: Extract<Event, { type: 'audience_claim_set' }>,
): RelayState {
  const audience = nounAt(state.audiences, audienceId);
  if (!audience) throw new Error(`an event names an audience that is not there: ${audienceId}`);
  const others = audience.fromSignIn.filter((id) => id !== person);
  const fromSignIn = isMember ? [...others, person] : others;
  return { ...state, audiences: put(state.audiences, { ...audience, fromSignIn }) };
}

function put<Noun extends { readonly id: string }>(nouns: Readonly<Record<string, Noun>>, noun: Noun) {
  return { ...nouns, [noun.id]: noun };
}

function without<Noun>(nouns: Readonly<Record<string, Noun>>, id: string): Readonly<Record<string, Noun>> {
  const { [id]: _removed, ...rest } = nouns;
  return rest;
}
