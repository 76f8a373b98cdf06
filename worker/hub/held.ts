import type { PersonId } from '../../shared/model/audience.ts';

/** A table in which a person's address stands, and how to find the rows. `?1` is the address, `?2` the address as JSON text. */
interface Place {
  readonly table: string;
  /** What is shown of a row in an export: no hash and nothing that opens anything, and of events no text of an incident. */
  readonly shown: string;
  readonly where: string;
  /** What erasing does: the row is theirs alone and goes, or it stays and the address in it does not. */
  readonly erasing: 'delete' | 'pseudonymise';
}

/** Everywhere that the hub's database knows people. A test holds this list and the database together. */
export const places: readonly Place[] = [
  theirs('accounts', 'person, name, role, is_active, origin, issuer, subject, added_at, signed_in_at'),
  theirs('people', 'id, name, role, seen_on', 'id'),
  theirs('receipts', 'incident, revision, stage, at'),
  theirs('signals', 'incident, kind, revision, at'),
  theirs('subscriptions', 'json, known_on'),
  theirs('sessions', 'started_at, proven_at, seen_at, expires_at'),
  theirs('devices', 'id, browser, paired_at, seen_on, expires_at, revoked_at, revoked_why'),
  theirs('pairings', 'browser, asked_at, status'),
  theirs('pairing_tries', 'at'),
  theirs('invitations', 'id, name, role, made_by, made_at, expires_at, used_at'),
  theirs('access_requests', 'incident, asked_at, reason, status'),
  { ...theirs('answers', 'key, at', 'actor'), where: 'actor = ?1 OR instr(json, ?1) > 0' },
  names('tokens', 'id, name, made_at', 'made_by = ?1'),
  names(
    'confirmations',
    'id, what, asked_by, asked_at, status, decided_by, decided_at',
    `asked_by = ?1 OR decided_by = ?1 OR instr(command, ?2) > 0`,
  ),
  names('nouns', 'kind, id', 'instr(json, ?2) > 0'),
  names('events', 'at, type', 'instr(actor, ?2) > 0 OR instr(json, ?2) > 0'),
  names(
    'audit',
    'at, actor, action, target, outcome, detail',
    'actor = ?1 OR target = ?1 OR instr(detail, ?2) > 0',
  ),
];

type Row = Record<string, SqlStorageValue>;

/** The rows of each place that are this person's or name them; places without any are left out. */
export function heldOn(sql: SqlStorage, person: PersonId): Record<string, Row[]> {
  const found = places.map(({ table, shown, where }): [string, Row[]] => [
    table,
    sql.exec<Row>(`SELECT ${shown} FROM ${table} WHERE ${where}`, ...boundIn(where, person)).toArray(),
  ]);
  return Object.fromEntries(found.filter(([, rows]) => rows.length > 0));
}

/** The values for the parameters that this condition has. */
export function boundIn(where: string, person: PersonId): string[] {
  return where.includes('?2') ? [person, JSON.stringify(person)] : [person];
}

function theirs(table: string, shown: string, column = 'person'): Place {
  return { table, shown, where: `${column} = ?1`, erasing: 'delete' };
}

function names(table: string, shown: string, where: string): Place {
  return { table, shown, where, erasing: 'pseudonymise' };
}
