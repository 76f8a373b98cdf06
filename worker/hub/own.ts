import type { RelayState } from '../../shared/core/relay-state.ts';
import { incidentView, type Viewer } from '../../shared/core/view.ts';
import type { SignalKind } from '../../shared/model/signal.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { Own } from '../../shared/protocol/server-message.ts';
import { assignedTo, readSubscriptions } from './subscriptions.ts';

/**
 * What concerns each of these people alone; of incidents, only what is in the view of this viewer. All of them at once: in a
 * storm thousands come back together.
 */
export function ownsOf(
  sql: SqlStorage,
  state: RelayState,
  viewer: Viewer,
  personIds: readonly string[],
): Record<string, Own> {
  const told = toldIncidents(state, viewer);
  const isShown = ({ incident }: { incident: string }) => told.has(incident);
  const people = JSON.stringify(personIds);
  const acknowledged = byPerson(readAcknowledged(sql, people).filter(isShown));
  const signals = byPerson(readSignals(sql, people).filter(isShown));
  const subscriptions = readSubscriptions(sql, state, personIds);
  return Object.fromEntries(
    personIds.map((id) => [
      id,
      {
        acknowledged: acknowledged.get(id) ?? {},
        subscription: subscriptions(id),
        assigned: assignedTo(state, id),
        signals: signals.get(id) ?? {},
      },
    ]),
  );
}

/**
 * The incidents in this view of which people are told what is their own. There may be more of them than a frame has room for:
 * then what was over first goes, since it asks nobody for anything any more.
 */
function toldIncidents(state: RelayState, viewer: Viewer): ReadonlySet<string> {
  const shown = Object.values(state.incidents).filter((incident) => incidentView(incident, viewer) !== null);
  const endOf = ({ resolvedAt }: { resolvedAt: string | null }) => resolvedAt ?? LIVE;
  const told =
    shown.length <= limits.ownIncidents
      ? shown
      : shown.toSorted((a, b) => endOf(b).localeCompare(endOf(a))).slice(0, limits.ownIncidents);
  return new Set(told.map(({ id }) => id));
}

/** Comes after every time. */
const LIVE = '9999';

/** One fact of a person about an incident. */
interface Fact<Value> {
  readonly person: string;
  readonly incident: string;
  readonly value: Value;
}

/** The highest revision that each of them acknowledged of each incident. */
function readAcknowledged(sql: SqlStorage, people: string): Fact<number>[] {
  return sql
    .exec<Record<string, SqlStorageValue> & Fact<number>>(
      `SELECT person, incident, MAX(revision) AS value FROM receipts
       WHERE stage = 4 AND person IN (SELECT value FROM json_each(?)) GROUP BY person, incident`,
      people,
    )
    .toArray();
}

function readSignals(sql: SqlStorage, people: string): Fact<SignalKind>[] {
  return sql
    .exec<Record<string, SqlStorageValue> & Fact<SignalKind>>(
      `SELECT person, incident, kind AS value FROM signals
       WHERE person IN (SELECT value FROM json_each(?))`,
      people,
    )
    .toArray();
}

/** Incident id → value, for each person. */
function byPerson<Value>(facts: readonly Fact<Value>[]): ReadonlyMap<string, Record<string, Value>> {
  const grouped = Map.groupBy(facts, ({ person }) => person);
  return new Map(
    [...grouped].map(([person, own]) => [
      person,
      Object.fromEntries(own.map(({ incident, value }) => [incident, value])),
    ]),
  );
}
