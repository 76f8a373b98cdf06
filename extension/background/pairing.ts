import { emptyClientState } from '../../shared/core/client-state.ts';
import type { Ending } from '../../shared/protocol/ending.ts';
import type { PairAnswer } from '../data/messages.ts';
import { relayOrigin } from '../data/relay-origin.ts';
import type { Access } from './authorised-fetch.ts';
import type { Credential } from './credential.ts';
import type { FarewellKeeper } from './farewell.ts';
import type { Keeper } from './keeper.ts';
import { tryCredential } from './pair.ts';
import type { Fetch } from './ports.ts';
import type { RelayClient } from './relay-client.ts';

/** Whom this browser belongs to. */
export interface Pairing {
  /** At every start: goes on with the credential that is kept, if any. */
  readonly resume: () => Promise<void>;
  /** Pairs by a token that the relay gave. */
  readonly pair: (relayUrl: string, token: string) => Promise<PairAnswer>;
  /** Belongs to another relay or person from now on: nothing of the one before may be shown or told. */
  readonly adopt: (credential: Credential) => Promise<void>;
  /** Forgets the relay, the person and everything that came from there, and tells the relay so. */
  readonly unpair: () => Promise<void>;
  /** The relay has ended it: forgets all the same, but for why. */
  readonly end: (reason: Ending) => Promise<void>;
}

export interface PairingPorts {
  readonly access: Pick<Access, 'credential' | 'load' | 'use' | 'drop'>;
  readonly fetch: Fetch;
  readonly client: Pick<RelayClient, 'use'>;
  readonly keeper: Pick<Keeper, 'set'>;
  /** What else is kept of a pairing. */
  readonly forget: readonly { clear(): Promise<void> }[];
  readonly farewell: FarewellKeeper;
  /** Tells the relay that a device is given up. Never rejects. */
  readonly revoke: (credential: Credential) => Promise<void>;
  readonly relayNow: () => string;
  /** The relay that the company has locked this browser to; `null` where the person chooses. */
  readonly lockedRelayUrl: () => string | null;
  readonly floor: { ensure(): Promise<void>; remove(): Promise<void> };
}

export function createPairing(ports: PairingPorts): Pairing {
  const { access, fetch, client, keeper, forget, farewell, floor } = ports;

  async function forgetAll(): Promise<void> {
    await client.use(null, 'afresh');
    // Painting nothing takes badge, banners and registered scripts away.
    await keeper.set(emptyClientState);
    for (const kept of forget) await kept.clear();
    await floor.remove();
  }

  async function adopt(credential: Credential): Promise<void> {
    const before = access.credential();
    // Kept first: the relay gives it once, and a worker that dies here would have lost it.
    await access.use(credential);
    await forgetAll();
    await farewell.clear();
    await floor.ensure();
    await client.use(credential.relayUrl, 'afresh');
    if (before) void ports.revoke(before); // nothing here depends on it
  }

  return {
    adopt,
    async resume() {
      const credential = await access.load();
      if (credential) await floor.ensure();
      await client.use(credential?.relayUrl ?? null, 'remembered');
    },
    async pair(relayUrl, token) {
      const locked = ports.lockedRelayUrl();
      // Before anything is asked there: a token must not reach an address that the company did not choose.
      if (locked !== null && relayOrigin(relayUrl) !== relayOrigin(locked))
        return { ok: false, reason: 'locked' };
      const tried = await tryCredential(relayUrl, token, fetch);
      if (!('credential' in tried)) return tried;
      await adopt(tried.credential);
      return { ok: true };
    },
    async unpair() {
      const before = access.credential();
      await access.drop();
      await farewell.clear();
      await forgetAll();
      if (before) void ports.revoke(before); // wiped it is either way, also where the relay cannot be reached
    },
    async end(reason) {
      if (!access.credential()) return;
      await access.drop();
      await farewell.save({ reason, at: ports.relayNow() });
      await forgetAll();
    },
  };
}
