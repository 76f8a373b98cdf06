import { emptyClientState } from '../../shared/core/client-state.ts';
import type { PairAnswer } from '../data/messages.ts';
import type { Credential, CredentialStore } from './credential.ts';
import type { Keeper } from './keeper.ts';
import { tryCredential } from './pair.ts';
import type { Fetch } from './ports.ts';
import { relayOrigin } from '../data/relay-origin.ts';
import type { RelayClient } from './relay-client.ts';

/** Whom this browser belongs to. */
export interface Pairing {
  readonly credential: () => Credential | null;
  /** At every start: goes on with the credential that is kept, if any. */
  readonly resume: () => Promise<void>;
  readonly pair: (relayUrl: string, token: string) => Promise<PairAnswer>;
  /** Forgets the relay, the person and everything that came from there. */
  readonly unpair: () => Promise<void>;
}

export interface PairingPorts {
  readonly credentials: CredentialStore;
  readonly fetch: Fetch;
  readonly client: Pick<RelayClient, 'use'>;
  readonly keeper: Pick<Keeper, 'set'>;
  /** What else is kept of a pairing. */
  readonly forget: readonly { clear(): Promise<void> }[];
  /** The relay that the company has locked this browser to; `null` where the person chooses. */
  readonly lockedRelayUrl: () => string | null;
  readonly floor: { ensure(): Promise<void>; remove(): Promise<void> };
}

export function createPairing(ports: PairingPorts): Pairing {
  const { credentials, fetch, client, keeper, forget, floor } = ports;
  let credential: Credential | null = null;

  async function unpair(): Promise<void> {
    credential = null;
    await credentials.clear();
    await client.use(null, 'afresh');
    // Painting nothing takes badge, banners and registered scripts away.
    await keeper.set(emptyClientState);
    for (const kept of forget) await kept.clear();
    await floor.remove();
  }

  return {
    credential: () => credential,
    async resume() {
      credential = await credentials.load();
      if (credential) await floor.ensure();
      await client.use(credential, 'remembered');
    },
    async pair(relayUrl, token) {
      const locked = ports.lockedRelayUrl();
      // Before anything is asked there: a token must not reach an address that the company did not choose.
      if (locked !== null && relayOrigin(relayUrl) !== relayOrigin(locked))
        return { ok: false, reason: 'locked' };
      const tried = await tryCredential({ relayUrl, token }, fetch);
      if (!('credential' in tried)) return tried;
      // Another relay or another person: nothing of the one before may be shown or told.
      await unpair();
      credential = tried.credential;
      await credentials.save(credential);
      await floor.ensure();
      await client.use(credential, 'afresh');
      return { ok: true };
    },
    unpair,
  };
}
