import { limits } from '../../shared/protocol/limits.ts';
import { dayOf } from './people.ts';

/** Why a device lost its access, in a word that the device is told too. */
export type RevokedWhy =
  | 'device_revoked'
  | 'person_removed'
  | 'replaced'
  | 'disconnected'
  | 'refresh_token_reused';

/** One paired browser profile of a person. */
export interface Device {
  readonly id: string;
  readonly person: string;
  /** What it says of itself: browser and system. */
  readonly browser: string;
  /** SHA-256 of its public key, base64url (RFC 7638). */
  readonly thumbprint: string;
  readonly accessExpiresAt: string;
  readonly refreshHash: string;
  readonly refreshedAt: string | null;
  /** 1 where the device has shown a token of the last refresh, else 0. */
  readonly inUse: number;
  readonly pairedAt: string;
  /** The day, in UTC. */
  readonly seenOn: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly revokedWhy: RevokedWhy | null;
}

const COLUMNS = `id, person, browser, key_thumbprint AS thumbprint, access_expires_at AS accessExpiresAt,
  refresh_hash AS refreshHash, refreshed_at AS refreshedAt, in_use AS inUse, paired_at AS pairedAt, seen_on AS seenOn,
  expires_at AS expiresAt, revoked_at AS revokedAt, revoked_why AS revokedWhy`;

type Row = { [Key in keyof Device]: Device[Key] };

/** The devices of a person, or of everybody: those that have access first, then by when they were paired, newest first. */
export function devicesOf(sql: SqlStorage, person: string | null): Device[] {
  return sql
    .exec<Row>(
      `SELECT ${COLUMNS} FROM devices WHERE ? IS NULL OR person = ?
       ORDER BY revoked_at IS NOT NULL, paired_at DESC, id`,
      person,
      person,
    )
    .toArray();
}

export function deviceWithId(sql: SqlStorage, id: string): Device | null {
  return sql.exec<Row>(`SELECT ${COLUMNS} FROM devices WHERE id = ?`, id).toArray()[0] ?? null;
}

/** The device whose access token this was made of, revoked or not. */
export function deviceWithAccess(sql: SqlStorage, accessHash: string): Device | null {
  const found = sql.exec<Row>(`SELECT ${COLUMNS} FROM devices WHERE access_hash = ?`, accessHash);
  return found.toArray()[0] ?? null;
}

/** The device whose refresh token this is, or was before the last refresh; revoked or not. */
export function deviceWithRefresh(sql: SqlStorage, refreshHash: string): Device | null {
  const found = sql.exec<Row>(
    `SELECT ${COLUMNS} FROM devices WHERE refresh_hash = ? OR refresh_hash_before = ?`,
    refreshHash,
    refreshHash,
  );
  return found.toArray()[0] ?? null;
}

/** The devices that use this key and have access. */
export function devicesWithKey(sql: SqlStorage, thumbprint: string): Device[] {
  return sql
    .exec<Row>(`SELECT ${COLUMNS} FROM devices WHERE key_thumbprint = ? AND revoked_at IS NULL`, thumbprint)
    .toArray();
}

/** The hashes of a device's tokens, with a name for each. */
export interface TokenHashes {
  readonly access: string;
  readonly refresh: string;
}

export function addDevice(
  sql: SqlStorage,
  device: Pick<Device, 'id' | 'person' | 'browser' | 'thumbprint'>,
  tokens: TokenHashes,
  at: string,
): void {
  sql.exec(
    `INSERT INTO devices (id, person, browser, key_thumbprint, access_hash, access_expires_at, refresh_hash, paired_at,
       seen_on, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    device.id,
    device.person,
    device.browser,
    device.thumbprint,
    tokens.access,
    later(at, limits.accessTokenMs),
    tokens.refresh,
    at,
    dayOf(at),
    later(at, limits.deviceUnseenMs),
  );
}

/** Puts new tokens in place of those that the device has; the refresh token that it came with is remembered. */
export function renewTokens(sql: SqlStorage, device: Device, tokens: TokenHashes, at: string): void {
  sql.exec(
    `UPDATE devices SET access_hash = ?, access_expires_at = ?, refresh_hash = ?, refresh_hash_before = ?, refreshed_at = ?,
       in_use = 0
     WHERE id = ?`,
    tokens.access,
    later(at, limits.accessTokenMs),
    tokens.refresh,
    device.refreshHash,
    at,
    device.id,
  );
}

export function setAccessEnd(sql: SqlStorage, { id }: Device, at: string): void {
  sql.exec('UPDATE devices SET access_expires_at = ? WHERE id = ?', at, id);
}

/** Notes that the device holds the tokens that it was given last: it has shown one. Writes once for each refresh. */
export function noteInUse(sql: SqlStorage, { id, inUse }: Device): void {
  if (inUse === 0) sql.exec('UPDATE devices SET in_use = 1 WHERE id = ?', id);
}

/** Notes that the device was here. Writes once a day at most. */
export function noteSeen(sql: SqlStorage, { id, seenOn }: Device, at: string): void {
  if (seenOn === dayOf(at)) return;
  const expiresAt = later(at, limits.deviceUnseenMs);
  sql.exec('UPDATE devices SET seen_on = ?, expires_at = ? WHERE id = ?', dayOf(at), expiresAt, id);
}

export function markRevoked(sql: SqlStorage, id: string, why: RevokedWhy, at: string): void {
  sql.exec(
    'UPDATE devices SET revoked_at = ?, revoked_why = ? WHERE id = ? AND revoked_at IS NULL',
    at,
    why,
    id,
  );
}

/** Forgets devices that nobody has seen for as long as they are kept, and with them why they were revoked. */
export function forgetOldDevices(sql: SqlStorage, at: string): void {
  sql.exec('DELETE FROM devices WHERE expires_at <= ?', at);
}

export function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}
