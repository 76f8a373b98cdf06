import { nounAt, type RelayState } from '../../shared/core/relay-state.ts';
import { type Assigned, emptySubscription, type Subscription } from '../../shared/model/subscription.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { audienceIdsOf, dayOf } from './people.ts';

/** What each of these people has chosen to be told. Services that are gone are left out, so that it can be saved again. */
export function readSubscriptions(
  sql: SqlStorage,
  state: RelayState,
  personIds: readonly string[],
): (personId: string) => Subscription {
  const rows = sql.exec<{ person: string; json: string }>(
    'SELECT person, json FROM subscriptions WHERE person IN (SELECT value FROM json_each(?))',
    JSON.stringify(personIds),
  );
  const chosen = new Map(rows.toArray().map(({ person, json }) => [person, json]));
  const isThere = (id: string) => nounAt(state.services, id) !== undefined;
  return (personId) => {
    const json = chosen.get(personId);
    if (json === undefined) return emptySubscription;
    const subscription = JSON.parse(json) as Subscription;
    const { services, muted } = subscription;
    return { ...subscription, services: services.filter(isThere), muted: muted.filter(isThere) };
  };
}

/** Keeps what a person has chosen, in place of what was chosen before. True where it is something else. */
export function saveSubscription(
  sql: SqlStorage,
  personId: string,
  subscription: Subscription,
  at: string,
): boolean {
  const written = sql.exec(
    `INSERT INTO subscriptions (person, json, known_on) VALUES (?, ?, ?)
     ON CONFLICT (person) DO UPDATE SET json = excluded.json, known_on = excluded.known_on
     WHERE json <> excluded.json RETURNING person`,
    personId,
    JSON.stringify(subscription),
    dayOf(at),
  );
  return written.toArray().length > 0;
}

/** Who has chosen something about this service. */
export function holdersOf(sql: SqlStorage, serviceId: string): string[] {
  return sql
    .exec<{ person: string }>(
      'SELECT person FROM subscriptions WHERE instr(json, ?) > 0',
      JSON.stringify(serviceId),
    )
    .toArray()
    .map(({ person }) => person);
}

/** What an admin wants this person to follow, by all the audiences that the person is a member of. */
export function assignedTo(state: RelayState, personId: string): Assigned {
  const audiences = audienceIdsOf(state, personId).flatMap((id) => state.audiences[id] ?? []);
  return {
    services: eachOnce(audiences.flatMap(({ services }) => services)),
    groups: eachOnce(audiences.flatMap(({ groups }) => groups)),
  };
}

/** Lets go of what people chose who have been away for a year. Who is known to the relay has not been. */
export function forgetOldSubscriptions(sql: SqlStorage, atMs: number): void {
  const dayAt = (ms: number) => dayOf(new Date(ms).toISOString());
  sql.exec('UPDATE subscriptions SET known_on = ? WHERE person IN (SELECT id FROM people)', dayAt(atMs));
  sql.exec('DELETE FROM subscriptions WHERE known_on < ?', dayAt(atMs - limits.subscriptionsKeptMs));
}

function eachOnce(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}
