import { membersOf } from '../../shared/core/membership.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import { viewKey, type Viewer } from '../../shared/core/view.ts';
import { hasRole, type Person, type Role } from '../../shared/model/person.ts';
import { type Account, accountOf } from './accounts.ts';
import type { Caller } from './hub-api.ts';

/** Whom a person's view is for. */
export function viewerFor(state: RelayState, person: { readonly id: string; readonly role: Role }): Viewer {
  const isLiaison = hasRole(person.role, 'liaison');
  return { isLiaison, audiences: isLiaison ? [] : audienceIdsOf(state, person.id) };
}

/** The audiences that a person is a member of, in order; of liaisons too, who read more than these. */
export function audienceIdsOf(state: RelayState, personId: string): string[] {
  return membership(state).get(personId) ?? [];
}

/** Everybody who was here as a liaison or an admin. */
export function liaisonIds(sql: SqlStorage): ReadonlySet<string> {
  const rows = sql.exec<{ id: string }>("SELECT id FROM people WHERE role IN ('liaison', 'admin')");
  return new Set(rows.toArray().map(({ id }) => id));
}

/**
 * True where this view is the person's, in the role that they have now, or the program's. Somebody who was never here, or who
 * may not come in any more, belongs to none.
 */
export function belongsTo(sql: SqlStorage, state: RelayState, id: string, key: string): boolean {
  const account = accountOf(sql, id);
  if (account && !account.isActive) return false;
  const known = sql
    .exec<{ role: Role }>(
      'SELECT role FROM people WHERE id = ?1 UNION ALL SELECT role FROM tokens WHERE id = ?1 AND revoked_at IS NULL',
      id,
    )
    .toArray()[0];
  return known !== undefined && viewKeysOf(state, { id, role: account?.role ?? known.role }).includes(key);
}

/** The keys of the views in which a person may be: a liaison's devices read what a stakeholder in their place would. */
function viewKeysOf(state: RelayState, { id, role }: { readonly id: string; readonly role: Role }): string[] {
  return [...new Set([role, 'stakeholder'] as const)].map((as) =>
    viewKey(viewerFor(state, { id, role: as })),
  );
}

/** Remembers who was here, in the role they have, and on which day. Writes only where something is new. Programs are nobody. */
export function notePerson(sql: SqlStorage, { kind, id, name, role: cameAs }: Caller, at: string): void {
  if (kind === 'program') return;
  const role = accountOf(sql, id)?.role ?? cameAs;
  sql.exec(
    `INSERT INTO people (id, name, role, seen_on) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, seen_on = excluded.seen_on
     WHERE name <> excluded.name OR role <> excluded.role OR seen_on < excluded.seen_on`,
    id,
    name,
    role,
    dayOf(at),
  );
}

/** Who was here is known by the name and the role of the account from now on. */
export function renamePerson(sql: SqlStorage, { person, name, role }: Account): void {
  sql.exec('UPDATE people SET name = ?, role = ? WHERE id = ?', name, role, person);
}

/** Forgets who has not been here since a moment a day ago or more. A socket is 12 hours old at most, so nobody connected is among them. */
export function forgetAbsentPeople(sql: SqlStorage, before: string): void {
  sql.exec('DELETE FROM people WHERE seen_on < ?', dayOf(before));
}

/** The day of a moment, in UTC. */
export function dayOf(at: string): string {
  return at.slice(0, 10);
}

/** Everybody known: who was here, and members of audiences, who may have never been. Nobody who was removed. */
export function knownPeople(sql: SqlStorage, state: RelayState): Person[] {
  const people = new Map<string, Person>();
  for (const id of Object.values(state.audiences).flatMap((audience) => [...membersOf(state, audience.id)])) {
    people.set(id, { id, name: id, role: 'stakeholder' });
  }
  const rows = sql.exec<{ id: string; name: string; role: Role }>('SELECT id, name, role FROM people');
  for (const { id, name, role } of rows) people.set(id, { id, name, role });
  const removed = sql.exec<{ person: string }>('SELECT person FROM accounts WHERE is_active = 0');
  for (const { person } of removed) people.delete(person);
  return [...people.values()];
}

/** The keys of the views that people known to the relay belong to now. */
export function viewKeysInUse(sql: SqlStorage, state: RelayState): ReadonlySet<string> {
  return new Set(knownPeople(sql, state).flatMap((person) => viewKeysOf(state, person)));
}

/** Who reads another view after these audiences changed than before, by the key of the view they leave. */
export function movedPeople(
  before: RelayState,
  after: RelayState,
  audienceIds: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  // Whoever an audience brings into another one by being included is among its own members.
  const concerned = new Set(audienceIds.flatMap((id) => [...membersOf(before, id), ...membersOf(after, id)]));
  const moved = Array.from(concerned, (person) => ({
    person,
    left: viewKey(viewerFor(before, { id: person, role: 'stakeholder' })),
    joined: viewKey(viewerFor(after, { id: person, role: 'stakeholder' })),
  })).filter(({ left, joined }) => left !== joined);
  const byView = Map.groupBy(moved, ({ left }) => left);
  return new Map([...byView].map(([key, group]) => [key, group.map(({ person }) => person)]));
}

// Who belongs where is asked for every connection of a storm, and changes with the audiences only.
const memberships = new WeakMap<RelayState['audiences'], ReadonlyMap<string, string[]>>();

/** The audiences of each person that is in any, in order. */
function membership({ audiences }: RelayState): ReadonlyMap<string, string[]> {
  const known = memberships.get(audiences);
  if (known) return known;
  const byPerson = new Map<string, string[]>();
  for (const id of Object.keys(audiences)) {
    for (const member of membersOf({ audiences }, id))
      byPerson.set(member, [...(byPerson.get(member) ?? []), id].toSorted());
  }
  memberships.set(audiences, byPerson);
  return byPerson;
}
