import type { Audience } from '../model/audience.ts';
import { isLive } from '../model/incident.ts';
import { isOver } from '../model/maintenance.ts';
import { SERVICES_MAX } from '../model/service.ts';
import { assertNever } from './assert-never.ts';
import type { Command } from './command.ts';
import type { Event } from './event.ts';
import { refuseNesting } from './membership.ts';
import type { Rejection } from './rejection.ts';
import { nounAt, type RelayState } from './relay-state.ts';

type CatalogueCommand = Extract<Command, { type: `${'save' | 'remove'}_${string}` | 'set_claims' }>;

/** How many of a kind an organisation may have. */
export const catalogueLimits = { services: SERVICES_MAX, tools: 200, audiences: 50, sources: 50 } as const;

/**
 * Letters in the names of all groups that audiences assign, each counted once and one more for each name. A letter is a UTF-16
 * unit and takes 3 bytes at the most.
 */
export const ASSIGNED_GROUP_LETTERS = 12_000;

/** Services, tools, audiences and sources: what an admin keeps. Removing what is still in use is refused. */
export function decideCatalogue(state: RelayState, command: CatalogueCommand): Event[] | Rejection {
  switch (command.type) {
    case 'save_service':
      return (
        taken(nounAt(state.services, command.service.id), command) ??
        full(state, 'services', command.service.id) ?? [{ type: 'service_saved', service: command.service }]
      );
    case 'save_tool':
      return (
        unknownService(state, command.tool.services) ??
        taken(nounAt(state.tools, command.tool.id), command) ??
        full(state, 'tools', command.tool.id) ?? [{ type: 'tool_saved', tool: command.tool }]
      );
    case 'save_audience':
      return (
        unknownService(state, command.audience.services) ??
        taken(nounAt(state.audiences, command.audience.id), command) ??
        refuseNesting(state, command.audience) ??
        full(state, 'audiences', command.audience.id) ??
        tooManyGroups(state, command.audience) ?? [
          {
            type: 'audience_saved',
            audience: {
              ...command.audience,
              fromSignIn: nounAt(state.audiences, command.audience.id)?.fromSignIn ?? [],
            },
          },
        ]
      );
    case 'set_claims':
      return setClaims(state, command);
    case 'save_source': {
      const { rule } = command.source;
      const unknown = unknownService(
        state,
        rule.services.map(({ id }) => id),
      );
      if (unknown) return unknown;
      const audience = rule.audiences.find((id) => !nounAt(state.audiences, id));
      if (audience !== undefined)
        return { rejected: 'unknown_audience', detail: `There is no audience "${audience}".` };
      return (
        taken(nounAt(state.sources, command.source.id), command) ??
        full(state, 'sources', command.source.id) ?? [{ type: 'source_saved', source: command.source }]
      );
    }
    case 'remove_service':
      return (
        absent(nounAt(state.services, command.id)) ??
        inUse(serviceUsers(state, command.id)) ?? [{ type: 'service_removed', id: command.id }]
      );
    case 'remove_tool':
      return absent(nounAt(state.tools, command.id)) ?? [{ type: 'tool_removed', id: command.id }];
    case 'remove_audience':
      return (
        absent(nounAt(state.audiences, command.id)) ??
        inUse(audienceUsers(state, command.id)) ?? [{ type: 'audience_removed', id: command.id }]
      );
    case 'remove_source':
      return absent(nounAt(state.sources, command.id)) ?? [{ type: 'source_removed', id: command.id }];
    default:
      return assertNever(command);
  }
}

/** One event for each audience that gains or loses the person. An audience that is not there is none. */
function setClaims(
  { audiences }: RelayState,
  { person, audiences: claimed }: Extract<Command, { type: 'set_claims' }>,
): Event[] {
  return Object.values(audiences)
    .map(({ id, fromSignIn }) => ({ id, was: fromSignIn.includes(person), isMember: claimed.includes(id) }))
    .filter(({ was, isMember }) => was !== isMember)
    .map(({ id, isMember }) => ({ type: 'audience_claim_set', audienceId: id, person, isMember }));
}

/** Refuses a list that names a service that is not there; `null` where there are all of them. */
export function unknownService(state: RelayState, ids: readonly string[]): Rejection | null {
  const unknown = ids.find((id) => !nounAt(state.services, id));
  return unknown === undefined
    ? null
    : { rejected: 'unknown_service', detail: `There is no service "${unknown}".` };
}

function taken(noun: unknown, { mustBeNew }: { readonly mustBeNew?: boolean }): Rejection | null {
  return mustBeNew && noun !== undefined
    ? { rejected: 'already_exists', detail: 'There is already one with this id.' }
    : null;
}

function full(state: RelayState, kind: keyof typeof catalogueLimits, id: string): Rejection | null {
  const isNew = !Object.hasOwn(state[kind], id);
  if (!isNew || Object.keys(state[kind]).length < catalogueLimits[kind]) return null;
  return { rejected: 'catalogue_full', detail: `There are already ${catalogueLimits[kind]} ${kind}.` };
}

/**
 * Somebody may be in all audiences, and what these assign together goes to them in one message. Services are bounded by how many
 * there are; groups, which are taken before any service has them, are not.
 */
function tooManyGroups({ audiences }: RelayState, audience: Omit<Audience, 'fromSignIn'>): Rejection | null {
  const all = Object.values({ ...audiences, [audience.id]: audience }).flatMap(({ groups }) => groups);
  const letters = [...new Set(all)].reduce((sum, name) => sum + name.length + 1, 0);
  if (audience.groups.length === 0 || letters <= ASSIGNED_GROUP_LETTERS) return null;
  const detail = `All audiences together may assign groups with names of ${ASSIGNED_GROUP_LETTERS} letters, not ${letters}.`;
  return { rejected: 'catalogue_full', detail };
}

function absent(noun: unknown): Rejection | null {
  return noun === undefined ? { rejected: 'not_found', detail: 'There is nothing with this id.' } : null;
}

function inUse(users: string[]): Rejection | null {
  return users.length > 0
    ? { rejected: 'in_use', detail: `Still in use by ${users.slice(0, 3).join(', ')}.` }
    : null;
}

function serviceUsers(state: RelayState, id: string): string[] {
  return [
    ...Object.values(state.tools)
      .filter((tool) => tool.services.includes(id))
      .map((tool) => `tool "${tool.id}"`),
    ...Object.values(state.audiences)
      .filter((audience) => audience.services.includes(id))
      .map((audience) => `audience "${audience.id}"`),
    ...Object.values(state.sources)
      .filter((source) => source.rule.services.some((s) => s.id === id))
      .map((source) => `source "${source.id}"`),
    ...Object.values(state.incidents)
      .filter((incident) => isLive(incident) && incident.services.some((s) => s.id === id))
      .map((incident) => `incident "${incident.id}"`),
    ...Object.values(state.maintenances)
      .filter((maintenance) => !isOver(maintenance) && maintenance.services.includes(id))
      .map((maintenance) => `maintenance "${maintenance.id}"`),
  ];
}

/** Whoever reads by an audience: removing it would show to everyone what was meant for a few. */
function audienceUsers(state: RelayState, id: string): string[] {
  return [
    ...Object.values(state.audiences)
      .filter((audience) => audience.includes.includes(id))
      .map((audience) => `audience "${audience.id}"`),
    ...Object.values(state.incidents)
      .filter((i) => i.audiences.includes(id))
      .map((i) => `incident "${i.id}"`),
    ...Object.values(state.maintenances)
      .filter((m) => m.audiences.includes(id))
      .map((m) => `maintenance "${m.id}"`),
    ...Object.values(state.sources)
      .filter((s) => s.rule.audiences.includes(id))
      .map((s) => `source "${s.id}"`),
  ];
}
