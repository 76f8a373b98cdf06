import type { RelayState } from '../../shared/core/relay-state.ts';
import { mayRead } from '../../shared/core/view.ts';
import type { SignalKind } from '../../shared/model/signal.ts';
import type { SignalCounts } from '../../shared/protocol/answers.ts';
import { knownPeople, viewerFor } from './people.ts';
import { loadIncident } from './state-store.ts';

/** What a person says of an incident, and which revision there was to say it of. */
export interface Signal {
  readonly incidentId: string;
  readonly personId: string;
  readonly kind: SignalKind;
  readonly revision: number;
}

/** Keeps what a person says, in place of what the same person said before. True where it is another word. */
export function saveSignal(
  sql: SqlStorage,
  { incidentId, personId, kind, revision }: Signal,
  at: string,
): boolean {
  const written = sql.exec(
    `INSERT INTO signals (incident, person, kind, revision, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (incident, person) DO UPDATE
     SET kind = excluded.kind, revision = excluded.revision, at = excluded.at
     WHERE kind <> excluded.kind RETURNING kind`,
    incidentId,
    personId,
    kind,
    revision,
    at,
  );
  return written.toArray().length > 0;
}

/**
 * How many people said what of each of these incidents. As with receipts, those count who are known and may read it now: the
 * word of somebody who was taken out of an audience is no part of what that audience is told.
 */
export function countSignals(
  sql: SqlStorage,
  state: RelayState,
  incidentIds: readonly string[],
): Record<string, SignalCounts> {
  const rows = sql
    .exec<SignalRow>(
      'SELECT incident, person, kind FROM signals WHERE incident IN (SELECT value FROM json_each(?))',
      JSON.stringify(incidentIds),
    )
    .toArray();
  const byIncident = Map.groupBy(rows, ({ incident }) => incident);
  const people = rows.length > 0 ? knownPeople(sql, state) : [];
  const viewers = new Map(people.map((person) => [person.id, viewerFor(state, person)]));
  return Object.fromEntries(
    incidentIds.map((id) => {
      const incident = loadIncident(sql, state, id);
      const said = (byIncident.get(id) ?? []).filter(({ person }) => {
        const viewer = viewers.get(person);
        return viewer !== undefined && incident !== null && mayRead(viewer, incident.audiences);
      });
      const count = (kind: SignalKind) => said.filter((one) => one.kind === kind).length;
      const counts: SignalCounts = {
        affected: count('affected'),
        customersAsking: count('customers_asking'),
        notAffected: count('not_affected'),
      };
      return [id, counts];
    }),
  );
}

/** True where nothing that was said of this incident has been let go. */
export function hasAllSignals(sql: SqlStorage, incidentId: string): boolean {
  return sql.exec('SELECT 1 FROM signals_let_go WHERE incident = ?', incidentId).toArray().length === 0;
}

type SignalRow = { incident: string; person: string; kind: SignalKind };
