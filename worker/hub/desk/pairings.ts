import type { Rejection } from '../../../shared/core/rejection.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import type { ShownProof } from '../../auth/dpop.ts';
import { type Account, accountOf } from '../accounts.ts';
import { addDevice, devicesWithKey, type TokenHashes } from '../devices.ts';
import { actorOf, type Caller } from '../hub-api.ts';
import {
  addPairing,
  decide,
  forgetOldPairings,
  hasTriedTooOften,
  type NewPairing,
  notePoll,
  noteTry,
  countOthers,
  type Pairing,
  pairingWithDeviceCode,
  pairingWithUserCode,
  removePairing,
} from '../pairings.ts';
import type { Desk } from './desk.ts';
import { actorFor, revoke } from './devices.ts';

/*
 * The device authorization grant, RFC 8628, at the hub. The key is named at the beginning, so a device code that is stolen
 * or guessed is of no use without it.
 */

/** A browser asks to be connected. */
export function startPairing(
  { sql, at, proofs }: Desk,
  pairing: Omit<NewPairing, 'thumbprint'>,
  proof: ShownProof,
): 'started' | Rejection {
  const used = proofs.take(sql, proof, Date.parse(at));
  if (used) return used;
  forgetOldPairings(sql, at);
  if (addPairing(sql, { ...pairing, thumbprint: proof.thumbprint }, at)) return 'started';
  return { rejected: 'overloaded', detail: 'Too many browsers wait to be connected. Try again in a minute.' };
}

/** How an exchange of a device code ends, in the words of RFC 8628 section 3.5. */
export type Poll =
  | 'authorization_pending'
  | 'slow_down'
  | 'access_denied'
  | 'expired_token'
  | 'invalid_grant'
  | 'connected';

/** The device asks whether its person has said yes; where they have, it becomes a device with these tokens. */
export function pollPairing(
  desk: Desk,
  deviceCodeHash: string,
  device: { readonly id: string; readonly tokens: TokenHashes },
  proof: ShownProof,
): Poll | Rejection {
  const { sql, at, audit, proofs } = desk;
  const used = proofs.take(sql, proof, Date.parse(at));
  if (used) return used;
  const pairing = pairingWithDeviceCode(sql, deviceCodeHash);
  if (!pairing) return 'invalid_grant';
  if (pairing.thumbprint !== proof.thumbprint) {
    const detail = { why: 'wrong_key', browser: pairing.browser };
    audit({ actor: { kind: 'anonymous' }, action: 'device.pair', outcome: 'refused', detail });
    return 'invalid_grant';
  }
  if (pairing.expiresAt <= at) return 'expired_token';
  if (isTooEarly(pairing, at)) {
    notePoll(sql, pairing, pairing.intervalMs + limits.pairingIntervalMs, at);
    return 'slow_down';
  }
  notePoll(sql, pairing, pairing.intervalMs, at);
  if (pairing.status === 'waiting') return 'authorization_pending';
  removePairing(sql, pairing);
  const account = pairing.person === null ? null : accountOf(sql, pairing.person);
  if (pairing.status === 'denied' || !account?.isActive) return 'access_denied';
  connect(desk, pairing, account, device);
  return 'connected';
}

/** What a person is shown before they decide. */
export interface WaitingBrowser {
  readonly browser: string;
  readonly askedAt: string;
}

/** Why a person is not shown, or may not decide, a pairing. */
export type NoPairing = 'unknown_code' | 'expired_code' | 'too_many_tries' | 'too_many_devices';

/** The browser that asks with this user code. A wrong code counts as a try of this person. */
export function findPairing(desk: Desk, caller: Caller, userCodeHash: string): WaitingBrowser | NoPairing {
  const pairing = findFor(desk, caller, userCodeHash);
  return typeof pairing === 'string' ? pairing : { browser: pairing.browser, askedAt: pairing.askedAt };
}

/** The person connects the browser to themselves, or says that it is not theirs. Saying so again changes nothing. */
export function decidePairing(
  desk: Desk,
  caller: Caller,
  userCodeHash: string,
  decision: 'connected' | 'denied',
): 'connected' | 'denied' | NoPairing {
  const { sql, at, audit } = desk;
  const pairing = findFor(desk, caller, userCodeHash);
  if (typeof pairing === 'string') return pairing;
  if (pairing.status === 'waiting') {
    const isFull = countOthers(sql, caller.id, pairing.thumbprint, at) >= limits.devicesPerPerson;
    if (decision === 'connected' && isFull) return 'too_many_devices';
    decide(sql, pairing, decision, caller.id);
    if (decision === 'denied') {
      const detail = { browser: pairing.browser };
      audit({ actor: actorOf(caller), action: 'device.deny', outcome: 'done', detail });
    }
    return decision;
  }
  // Whose browser it is has been said once; somebody else who has the code learns nothing of it.
  return pairing.person === caller.id ? pairing.status : 'unknown_code';
}

function findFor({ sql, at, audit }: Desk, caller: Caller, userCodeHash: string): Pairing | NoPairing {
  const refuse = (why: NoPairing): NoPairing => {
    audit({ actor: actorOf(caller), action: 'device.pair', outcome: 'refused', detail: { why } });
    return why;
  };
  if (hasTriedTooOften(sql, caller.id, at)) return refuse('too_many_tries');
  const pairing = pairingWithUserCode(sql, userCodeHash);
  if (!pairing) {
    noteTry(sql, caller.id, at);
    return refuse('unknown_code');
  }
  return pairing.expiresAt <= at ? 'expired_code' : pairing;
}

/** Networks shake: a poll that comes half a second early was sent in time. */
const SLACK_MS = 500;

function isTooEarly({ polledAt, intervalMs }: Pairing, at: string): boolean {
  return polledAt !== null && Date.parse(at) - Date.parse(polledAt) < intervalMs - SLACK_MS;
}

function connect(
  desk: Desk,
  { thumbprint, browser }: Pairing,
  account: Account,
  { id, tokens }: { readonly id: string; readonly tokens: TokenHashes },
): void {
  const { sql, at, audit } = desk;
  // One key is one browser profile: what it was before, it is no more.
  for (const before of devicesWithKey(sql, thumbprint)) revoke(desk, before, 'replaced');
  addDevice(sql, { id, person: account.person, browser, thumbprint }, tokens, at);
  audit({
    actor: actorFor(account),
    action: 'device.pair',
    target: id,
    outcome: 'done',
    detail: { browser },
  });
}
