import { limits } from '../../shared/protocol/limits.ts';
import { later } from './devices.ts';

/** A browser that asks to be connected to a person. */
export interface Pairing {
  readonly deviceCodeHash: string;
  readonly userCodeHash: string;
  readonly thumbprint: string;
  readonly browser: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly intervalMs: number;
  readonly polledAt: string | null;
  readonly status: 'waiting' | 'connected' | 'denied';
  /** Who said so. */
  readonly person: string | null;
}

const COLUMNS = `device_code_hash AS deviceCodeHash, user_code_hash AS userCodeHash, key_thumbprint AS thumbprint, browser,
  asked_at AS askedAt, expires_at AS expiresAt, interval_ms AS intervalMs, polled_at AS polledAt, status, person`;

type Row = { [Key in keyof Pairing]: Pairing[Key] };

export type NewPairing = Pick<Pairing, 'deviceCodeHash' | 'userCodeHash' | 'thumbprint' | 'browser'>;

/** Takes the pairing in; false where as many wait as may, or the user code is taken. */
export function addPairing(sql: SqlStorage, pairing: NewPairing, at: string): boolean {
  const { waiting } = sql
    .exec<{ waiting: number }>('SELECT count(*) AS waiting FROM pairings WHERE expires_at > ?', at)
    .one();
  if (waiting >= limits.pairings) return false;
  const { rowsWritten } = sql.exec(
    `INSERT OR IGNORE INTO pairings (device_code_hash, user_code_hash, key_thumbprint, browser, asked_at, expires_at,
       interval_ms, status) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')`,
    pairing.deviceCodeHash,
    pairing.userCodeHash,
    pairing.thumbprint,
    pairing.browser,
    at,
    later(at, limits.pairingMs),
    limits.pairingIntervalMs,
  );
  return rowsWritten > 0;
}

export function pairingWithDeviceCode(sql: SqlStorage, hash: string): Pairing | null {
  const found = sql.exec<Row>(`SELECT ${COLUMNS} FROM pairings WHERE device_code_hash = ?`, hash);
  return found.toArray()[0] ?? null;
}

export function pairingWithUserCode(sql: SqlStorage, hash: string): Pairing | null {
  const found = sql.exec<Row>(`SELECT ${COLUMNS} FROM pairings WHERE user_code_hash = ?`, hash);
  return found.toArray()[0] ?? null;
}

/** Notes a poll, and from when on the next one is too early. */
export function notePoll(sql: SqlStorage, pairing: Pairing, intervalMs: number, at: string): void {
  sql.exec(
    'UPDATE pairings SET polled_at = ?, interval_ms = ? WHERE device_code_hash = ?',
    at,
    intervalMs,
    pairing.deviceCodeHash,
  );
}

export function decide(
  sql: SqlStorage,
  pairing: Pairing,
  status: 'connected' | 'denied',
  person: string,
): void {
  sql.exec(
    'UPDATE pairings SET status = ?, person = ? WHERE device_code_hash = ?',
    status,
    person,
    pairing.deviceCodeHash,
  );
}

export function removePairing(sql: SqlStorage, { deviceCodeHash }: Pairing): void {
  sql.exec('DELETE FROM pairings WHERE device_code_hash = ?', deviceCodeHash);
}

/** Those that are over stay for as long again, so that whoever comes late is told that it is late. */
export function forgetOldPairings(sql: SqlStorage, at: string): void {
  sql.exec('DELETE FROM pairings WHERE expires_at <= ?', later(at, -limits.pairingMs));
  sql.exec('DELETE FROM pairing_tries WHERE at <= ?', later(at, -limits.pairingMs));
}

/** True where this person has entered as many wrong user codes as one may. */
export function hasTriedTooOften(sql: SqlStorage, person: string, at: string): boolean {
  const { tries } = sql
    .exec<{ tries: number }>(
      'SELECT count(*) AS tries FROM pairing_tries WHERE person = ? AND at > ?',
      person,
      later(at, -limits.pairingMs),
    )
    .one();
  return tries >= limits.userCodeTries;
}

export function noteTry(sql: SqlStorage, person: string, at: string): void {
  sql.exec('INSERT INTO pairing_tries (person, at) VALUES (?, ?)', person, at);
}

/** The browsers that read as this person or are about to, without the one of this key: paired anew, it is not one more. */
export function countOthers(sql: SqlStorage, person: string, thumbprint: string, at: string): number {
  const live = 'person = ?1 AND key_thumbprint <> ?2 AND expires_at > ?3';
  return sql
    .exec<{ count: number }>(
      `SELECT (SELECT count(*) FROM devices WHERE ${live} AND revoked_at IS NULL)
         + (SELECT count(*) FROM pairings WHERE ${live} AND status = 'connected') AS count`,
      person,
      thumbprint,
      at,
    )
    .one().count;
}
