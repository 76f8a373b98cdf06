import type { Rejection } from '../../../shared/core/rejection.ts';
import type { DeviceEntry } from '../../../shared/protocol/answers.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import { deviceScopes } from '../../../shared/model/scope.ts';
import type { ShownProof } from '../../auth/dpop.ts';
import { type Account, accountOf } from '../accounts.ts';
import {
  type Device,
  deviceWithAccess,
  deviceWithId,
  deviceWithRefresh,
  devicesOf,
  later,
  markRevoked,
  noteInUse,
  noteSeen,
  renewTokens,
  setAccessEnd,
  type RevokedWhy,
  type TokenHashes,
} from '../devices.ts';
import { actorOf, type Answer, type Caller } from '../hub-api.ts';
import { daysBefore, readSettings } from '../settings.ts';
import type { Desk } from './desk.ts';

/** The person of a device that shows its access token and proves its key; `null` where there is no such device any more. */
export function readDevice(desk: Desk, accessHash: string, proof: ShownProof): Caller | null | Rejection {
  const { sql, at, proofs } = desk;
  const device = deviceWithAccess(sql, accessHash);
  if (!device || device.thumbprint !== proof.thumbprint || !isGood(device, at)) return null;
  if (device.accessExpiresAt <= at) return null;
  const account = accountOf(sql, device.person);
  if (!account?.isActive) return null;
  const used = proofs.take(sql, proof, Date.parse(at));
  if (used) return used;
  noteSeen(sql, device, at);
  noteInUse(sql, device);
  return {
    kind: 'person',
    id: account.person,
    name: account.name,
    // Whoever its person is: a browser that is stolen publishes nothing.
    role: 'stakeholder',
    scopes: deviceScopes,
    credentialId: device.id,
    endsAt: device.accessExpiresAt,
  };
}

/** Why a device gets no new token, as it is told. */
export type NoRefresh = RevokedWhy | 'unknown_token' | 'device_expired' | 'sign_in_too_old';

/** A device that has new tokens. */
export interface Refreshed {
  readonly deviceId: string;
  readonly accessExpiresAt: string;
}

/**
 * Exchanges a refresh token for new ones, whose hashes the caller derived from it: a repetition whose first answer was
 * lost is given the same again, for as long as the device has shown none of the new tokens (it may have slept meanwhile), and a minute more.
 * Later, the token must have been copied, and the device loses its access.
 */
export function refreshDevice(
  desk: Desk,
  refreshHash: string,
  tokens: TokenHashes,
  proof: ShownProof,
): Refreshed | NoRefresh | Rejection {
  const { sql, at, audit, proofs } = desk;
  const device = deviceWithRefresh(sql, refreshHash);
  const used = proofs.take(sql, proof, Date.parse(at));
  if (used) return used;
  if (!device) return 'unknown_token';
  const refuse = (told: NoRefresh, why: string = told): NoRefresh => {
    const refusal = { action: 'device.refresh', target: device.id, outcome: 'refused' } as const;
    audit({ actor: { kind: 'anonymous' }, ...refusal, detail: { why } });
    return told;
  };
  // A thief of the token alone learns nothing, and takes nothing from the device.
  if (device.thumbprint !== proof.thumbprint) return refuse('unknown_token', 'wrong_key');
  if (device.revokedWhy) return device.revokedWhy;
  if (device.expiresAt <= at) return 'device_expired';
  const isRepeat = refreshHash !== device.refreshHash;
  const hasAnswer = device.inUse === 1;
  if (isRepeat && hasAnswer && later(device.refreshedAt ?? '', limits.refreshRepeatMs) < at) {
    revoke(desk, device, 'refresh_token_reused');
    return refuse('refresh_token_reused');
  }
  const why = whyNot(sql, device, at);
  if (why) return refuse(why);
  if (isRepeat) return { deviceId: device.id, accessExpiresAt: goodUntil(sql, device, at) };
  renewTokens(sql, device, tokens, at);
  noteSeen(sql, device, at);
  return { deviceId: device.id, accessExpiresAt: later(at, limits.accessTokenMs) };
}

/** When the access token of a repeated answer ends: what was never shown has not lost any of its time. */
function goodUntil(sql: SqlStorage, device: Device, at: string): string {
  if (device.inUse === 1) return device.accessExpiresAt;
  const until = later(at, limits.accessTokenMs);
  setAccessEnd(sql, device, until);
  return until;
}

/** A device gives up its access by itself, with either of its tokens. What is no good changes nothing. */
export function giveUpDevice(desk: Desk, hashes: TokenHashes, proof: ShownProof): null | Rejection {
  const { sql, at, proofs } = desk;
  const used = proofs.take(sql, proof, Date.parse(at));
  if (used) return used;
  const device = deviceWithAccess(sql, hashes.access) ?? deviceWithRefresh(sql, hashes.refresh);
  if (device && device.thumbprint === proof.thumbprint && !device.revokedAt)
    revoke(desk, device, 'disconnected');
  return null;
}

/** Devices of one person, or of all, as the API shows them. */
export function listDevices({ sql }: Desk, person: string | null): DeviceEntry[] {
  return devicesOf(sql, person).map(entryOf);
}

/** Takes a device's access away at once. Whoever may do that to their own only says so with `person`. */
export function revokeDevice(
  desk: Desk,
  caller: Caller,
  id: string,
  { isOwn }: { isOwn: boolean },
): Answer | Rejection {
  const device = deviceWithId(desk.sql, id);
  if (!device || (isOwn && device.person !== caller.id))
    return { rejected: 'not_found', detail: 'There is no such device.' };
  if (!device.revokedAt) revoke(desk, device, 'device_revoked', caller);
  return { status: 204, body: null };
}

/** Marks the device, tells the shards, and writes it down; by itself where no `caller` is named. */
export function revoke(desk: Desk, device: Device, why: RevokedWhy, caller?: Caller): void {
  const { sql, at, audit } = desk;
  markRevoked(sql, device.id, why, at);
  desk.revoke(why === 'replaced' ? { replaced: [device.id] } : { devices: [device.id] });
  const account = accountOf(sql, device.person);
  const actor = caller ? actorOf(caller) : account ? actorFor(account) : { kind: 'anonymous' as const };
  const detail = { why, person: device.person };
  audit({ actor, action: 'device.revoke', target: device.id, outcome: 'done', detail });
}

/** The person of an account, as an actor. */
export function actorFor({ person, name, role }: Account): ReturnType<typeof actorOf> {
  return { kind: 'person', id: person, name, role };
}

function isGood(device: Device, at: string): boolean {
  return device.revokedAt === null && device.expiresAt > at;
}

/**
 * Accounts that a company's sign-in vouches for must have been there lately: whoever has left cannot. Whoever paired the device had
 * signed in for it.
 */
function whyNot(sql: SqlStorage, { person, pairedAt }: Device, at: string): NoRefresh | null {
  const account = accountOf(sql, person);
  if (!account?.isActive) return 'person_removed';
  if (account.issuer === null) return null;
  const { signedInAt } = account;
  const lately = signedInAt !== null && signedInAt > pairedAt ? signedInAt : pairedAt;
  return lately <= daysBefore(Date.parse(at), readSettings(sql).deviceDays) ? 'sign_in_too_old' : null;
}

function entryOf(device: Device): DeviceEntry {
  const { id, person, browser, pairedAt, seenOn, expiresAt, revokedAt, revokedWhy } = device;
  return { id, person, browser, pairedAt, seenOn, expiresAt, revokedAt, revokedWhy };
}
