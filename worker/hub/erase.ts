import type { PersonId } from '../../shared/model/audience.ts';
import { boundIn, places } from './held.ts';

/** Updates that a person wrote, by incident. */
export type WrittenUpdates = ReadonlyMap<string, readonly string[]>;

const byActor = `json_extract(actor, '$.kind') = 'person' AND json_extract(actor, '$.id') = ?`;

/** Every update that this person wrote, whatever they were called then: by the events, which know who it was. */
export function updatesBy(sql: SqlStorage, person: PersonId): WrittenUpdates {
  const rows = sql
    .exec<{ incident: string; id: string }>(
      `SELECT COALESCE(json_extract(json, '$.incidentId'), json_extract(json, '$.incident.id')) AS incident,
              COALESCE(json_extract(json, '$.update.id'), json_extract(json, '$.incident.updates[0].id')) AS id
       FROM events WHERE type IN ('incident_opened', 'update_posted') AND ${byActor}`,
      person,
    )
    .toArray();
  const byIncident = Map.groupBy(rows, ({ incident }) => incident);
  return new Map([...byIncident].map(([incident, written]) => [incident, written.map(({ id }) => id)]));
}

/** Takes a person out of every table: what is theirs goes, and what only names them says `as` from now on. */
export function erasePersonRows(sql: SqlStorage, person: PersonId, as: string): void {
  const names = namesOf(sql, person);
  eraseNames(sql, person, as, names);
  for (const { table, where, erasing } of places)
    if (erasing === 'delete') sql.exec(`DELETE FROM ${table} WHERE ${where}`, ...boundIn(where, person));
  for (const [table, column] of columns)
    sql.exec(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`, as, person);
  // As whole JSON texts: an address that is part of a longer one is another person's.
  for (const [table, column] of documents)
    sql.exec(
      `UPDATE ${table} SET ${column} = replace(${column}, ?1, ?2) WHERE instr(${column}, ?1) > 0`,
      JSON.stringify(person),
      JSON.stringify(as),
    );
}

const columns = [
  ['tokens', 'made_by'],
  ['invitations', 'made_by'],
  ['confirmations', 'asked_by'],
  ['confirmations', 'decided_by'],
  ['audit', 'actor'],
  ['audit', 'target'],
] as const;

const documents = [
  ['events', 'actor'],
  ['events', 'json'],
  ['audit', 'detail'],
  ['confirmations', 'command'],
] as const;

/** What this person was called, here and in events. */
function namesOf(sql: SqlStorage, person: PersonId): string[] {
  const rows = sql.exec<{ name: string }>(
    `SELECT name FROM accounts WHERE person = ?1 UNION SELECT name FROM people WHERE id = ?1
     UNION SELECT name FROM invitations WHERE person = ?1
     UNION SELECT json_extract(actor, '$.name') FROM events WHERE instr(actor, ?2) > 0`,
    person,
    JSON.stringify(person),
  );
  return rows.toArray().map(({ name }) => name);
}

/** Names stand beside the address, and have to go while it still finds them. */
function eraseNames(sql: SqlStorage, person: PersonId, as: string, names: readonly string[]): void {
  sql.exec(
    `UPDATE events SET json = json_set(json, '$.incident.updates[0].author', ?) WHERE type = 'incident_opened' AND ${byActor}`,
    as,
    person,
  );
  sql.exec(
    `UPDATE events SET json = json_set(json, '$.update.author', ?) WHERE type = 'update_posted' AND ${byActor}`,
    as,
    person,
  );
  sql.exec(
    `UPDATE events SET json = json_set(json, '$.draft.author.name', ?)
     WHERE type = 'draft_saved' AND json_extract(json, '$.draft.author.id') = ?`,
    as,
    person,
  );
  sql.exec(`UPDATE events SET actor = json_set(actor, '$.name', ?) WHERE ${byActor}`, as, person);
  // Under a random name nobody would know that who asked has left: then a second liaison could still publish it.
  sql.exec(
    "UPDATE confirmations SET status = 'refused', command = NULL WHERE asked_by = ? AND status = 'waiting'",
    person,
  );
  sql.exec('UPDATE confirmations SET asked_by_name = ? WHERE asked_by = ?', as, person);
  sql.exec(
    `UPDATE confirmations SET command = json_set(command, '$.actor.name', ?)
     WHERE json_extract(command, '$.actor.id') = ?`,
    as,
    person,
  );
  sql.exec(`UPDATE audit SET detail = json_remove(detail, '$.changed.name') WHERE target = ?`, person);
  // An answer kept for a repetition holds names deep inside. Who repeats such a request does it anew.
  for (const name of names)
    sql.exec(
      'DELETE FROM answers WHERE instr(json, ?) > 0',
      JSON.stringify(JSON.stringify(name)).slice(1, -1),
    );
}
