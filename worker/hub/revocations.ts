import { accountOf } from './accounts.ts';
import type { Caller, Revocation } from './hub-api.ts';
import { readMeta, writeMeta } from './meta.ts';
import { oweRevocation } from './owed.ts';

/** Who or what loses access at once. */
export interface Revoked {
  /** Ids of devices, each with all its sockets. */
  readonly devices?: readonly string[];
  /** Ids of devices whose browser was paired anew: another device stands in their place. */
  readonly replaced?: readonly string[];
  /** Ids of programs' tokens. */
  readonly tokens?: readonly string[];
  /** Persons, on all that they have: their devices are revoked and their sessions end with it. */
  readonly people?: readonly string[];
}

/**
 * Counts the revocations of this relay. A ticket holds the number of its time, so that a shard knows what was bought before a
 * revocation from what was bought after it.
 */
export function authorisationVersion(sql: SqlStorage): number {
  return Number(readMeta(sql, VERSION) ?? 0);
}

/** Takes access away, and notes for each shard what it has to close. */
export function revoke(
  sql: SqlStorage,
  { devices = [], replaced = [], tokens = [], people = [] }: Revoked,
  at: string,
): void {
  const version = authorisationVersion(sql) + 1;
  writeMeta(sql, VERSION, String(version));
  const owe = (kind: Revocation['kind']) => (id: string) => oweRevocation(sql, { kind, id, version });
  devices.forEach(owe('device'));
  replaced.forEach(owe('replaced'));
  tokens.forEach(owe('token'));
  people.forEach(owe('person'));
  for (const person of people) endAllOf(sql, person, at);
}

/** True where what this caller came with, or the caller, was revoked since the request was let in. */
export function hasLostAccess(sql: SqlStorage, { kind, id, credentialId }: Caller): boolean {
  if (kind === 'person' && accountOf(sql, id)?.isActive === false) return true;
  if (credentialId === undefined) return false;
  return (
    sql
      .exec(
        `SELECT 1 FROM devices WHERE id = ?1 AND revoked_at IS NOT NULL
         UNION ALL SELECT 1 FROM tokens WHERE id = ?1 AND revoked_at IS NOT NULL`,
        credentialId,
      )
      .toArray().length > 0
  );
}

const VERSION = 'authorisation_version';

function endAllOf(sql: SqlStorage, person: string, at: string): void {
  sql.exec('DELETE FROM sessions WHERE person = ?', person);
  sql.exec('DELETE FROM pairings WHERE person = ?', person);
  sql.exec(
    `UPDATE devices SET revoked_at = ?, revoked_why = 'person_removed' WHERE person = ? AND revoked_at IS NULL`,
    at,
    person,
  );
}
