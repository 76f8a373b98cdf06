import { assertNever } from '../../shared/core/assert-never.ts';
import type { Command } from '../../shared/core/command.ts';
import type { Event } from '../../shared/core/event.ts';
import { emptyRelayState, nounAt, type RelayState } from '../../shared/core/relay-state.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { isOver, type Maintenance } from '../../shared/model/maintenance.ts';

/** The kinds of nouns, as the state names them. */
export type Kind = keyof RelayState;

/** A noun by kind and id. */
export interface NounKey {
  readonly kind: Kind;
  readonly id: string;
}

/**
 * All nouns that are awake, in memory. Those at rest (a retired incident, a maintenance that is over) stay in storage and
 * are read when somebody asks for them: their number grows without end.
 */
export function loadState(sql: SqlStorage): RelayState {
  const state: Record<Kind, Record<string, unknown>> = structuredClone(emptyRelayState);
  const rows = sql.exec<NounRow>('SELECT kind, id, json FROM nouns WHERE is_at_rest = 0');
  for (const row of rows) state[row.kind][row.id] = JSON.parse(row.json);
  return state as unknown as RelayState;
}

/** The state with the nouns that the command names, were they at rest. */
export function stateFor(sql: SqlStorage, state: RelayState, command: Command): RelayState {
  if ('incidentId' in command) return withNoun(sql, state, 'incidents', command.incidentId);
  if ('maintenanceId' in command) return withNoun(sql, state, 'maintenances', command.maintenanceId);
  return state;
}

/** One incident, at rest or not. */
export function loadIncident(sql: SqlStorage, state: RelayState, id: string): Incident | null {
  return nounAt(withNoun(sql, state, 'incidents', id).incidents, id) ?? null;
}

/** Writes these nouns as they stand in the state, and deletes those that stand there no more. */
export function saveNouns(sql: SqlStorage, state: RelayState, keys: readonly NounKey[]): void {
  for (const { kind, id } of keys) {
    const noun = nounAt<object>(state[kind], id);
    if (noun === undefined) {
      sql.exec('DELETE FROM nouns WHERE kind = ? AND id = ?', kind, id);
      continue;
    }
    sql.exec(
      'INSERT OR REPLACE INTO nouns (kind, id, is_at_rest, json) VALUES (?, ?, ?, ?)',
      kind,
      id,
      isAtRest(kind, noun) ? 1 : 0,
      JSON.stringify(noun),
    );
  }
}

/** The state without nouns at rest: what is kept in memory. */
export function withoutResting(state: RelayState): RelayState {
  return {
    ...state,
    incidents: awake('incidents', state.incidents),
    maintenances: awake('maintenances', state.maintenances),
  };
}

/** The noun that an event changes. */
export function nounOf(event: Event): NounKey {
  switch (event.type) {
    case 'incident_opened':
      return { kind: 'incidents', id: event.incident.id };
    case 'update_posted':
    case 'incident_audiences_set':
    case 'author_erased':
    case 'incident_retired':
      return { kind: 'incidents', id: event.incidentId };
    case 'maintenance_saved':
      return { kind: 'maintenances', id: event.maintenance.id };
    case 'service_saved':
      return { kind: 'services', id: event.service.id };
    case 'service_removed':
      return { kind: 'services', id: event.id };
    case 'tool_saved':
      return { kind: 'tools', id: event.tool.id };
    case 'tool_removed':
      return { kind: 'tools', id: event.id };
    case 'audience_saved':
      return { kind: 'audiences', id: event.audience.id };
    case 'audience_removed':
      return { kind: 'audiences', id: event.id };
    case 'audience_claim_set':
      return { kind: 'audiences', id: event.audienceId };
    case 'source_saved':
      return { kind: 'sources', id: event.source.id };
    case 'source_removed':
      return { kind: 'sources', id: event.id };
    case 'draft_saved':
      return { kind: 'drafts', id: event.draft.id };
    default:
      return assertNever(event);
  }
}

type NounRow = { kind: Kind; id: string; json: string };

function withNoun(sql: SqlStorage, state: RelayState, kind: Kind, id: string): RelayState {
  if (nounAt<object>(state[kind], id)) return state;
  const row = sql
    .exec<NounRow>('SELECT kind, id, json FROM nouns WHERE kind = ? AND id = ?', kind, id)
    .toArray()[0];
  return row ? { ...state, [kind]: { ...state[kind], [id]: JSON.parse(row.json) } } : state;
}

function awake<Noun extends object>(kind: Kind, nouns: Readonly<Record<string, Noun>>): Record<string, Noun> {
  return Object.fromEntries(Object.entries(nouns).filter(([, noun]) => !isAtRest(kind, noun)));
}

function isAtRest(kind: Kind, noun: object): boolean {
  if (kind === 'incidents') return (noun as Incident).retiredAt !== null;
  return kind === 'maintenances' && isOver(noun as Maintenance);
}
