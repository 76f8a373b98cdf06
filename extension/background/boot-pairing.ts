import { browser } from 'wxt/browser';
import { isFirefox } from '../data/build.ts';
import { lockedRelayUrl } from '../data/policy.ts';
import { type AskingRelay, createAsking, KeptAsking } from './asking.ts';
import { type Access, createAccess } from './authorised-fetch.ts';
import type { Clocks } from './clocks.ts';
import { createCredentialStore, createSecretStore } from './credential.ts';
import type { FarewellKeeper } from './farewell.ts';
import { createPairing, type Pairing, type PairingPorts } from './pairing.ts';
import type { Policies } from './policy.ts';
import { revokeDevice } from './revoke-device.ts';
import { systemClock, systemFetch, systemLog, systemTimers } from './system.ts';
import { ensureFloor, removeFloor } from './wakeups.ts';

/** Whom this browser belongs to, how it came to that, and the way to the relay that follows from it. */
export interface Belonging {
  readonly access: Access;
  readonly pairing: Pairing;
  readonly asking: AskingRelay;
}

export interface BelongingPorts extends Pick<PairingPorts, 'keeper' | 'forget'> {
  readonly clocks: Clocks;
  readonly client: () => PairingPorts['client'];
  readonly farewell: FarewellKeeper;
  readonly policies: Pick<Policies, 'current'>;
  /** Surfaces are to ask again. */
  readonly changed: () => Promise<void>;
}

/** Joins the credential, pairing by token and pairing by confirmation to the browser. */
export function bootPairing({
  clocks,
  client,
  farewell,
  policies,
  changed,
  ...rest
}: BelongingPorts): Belonging {
  const system = { fetch: systemFetch, clock: systemClock, timers: systemTimers, clocks, log: systemLog };
  const lockedUrl = () => lockedRelayUrl(policies.current().policy);
  const failed = (error: unknown) =>
    systemLog('pairing.failed', { name: error instanceof Error ? error.name : 'unknown' });
  const access = createAccess({
    ...system,
    credentials: createCredentialStore(),
    ended: (reason) => void pairing.end(reason).catch(failed), // the call that met it has its own answer
  });
  const pairing = createPairing({
    ...rest,
    access,
    fetch: systemFetch,
    client: { use: (...how) => client().use(...how) },
    farewell,
    revoke: (credential) => revokeDevice(credential, system),
    relayNow: clocks.relayNow,
    lockedRelayUrl: lockedUrl,
    floor: {
      ensure: () => ensureFloor(browser.alarms),
      remove: () => (asking.current()?.step === 'waiting' ? Promise.resolve() : removeFloor(browser.alarms)),
    },
  });
  const asking: AskingRelay = createAsking({
    ...system,
    kept: createSecretStore('asking', KeptAsking),
    openTab: async (url) => void (await browser.tabs.create({ url })),
    browserName,
    lockedRelayUrl: lockedUrl,
    adopt: pairing.adopt,
    offsetMs: clocks.offsetMs,
    floor: {
      ensure: () => ensureFloor(browser.alarms),
      letGo: () => (access.credential() ? Promise.resolve() : removeFloor(browser.alarms)),
    },
    changed,
  });
  return { access, pairing, asking };
}

const systems: Readonly<Record<string, string>> = {
  mac: 'macOS',
  win: 'Windows',
  cros: 'ChromeOS',
  linux: 'Linux',
  android: 'Android',
};

/** "Chrome on Windows", for the relay's pages, which are in English. */
async function browserName(): Promise<string> {
  const chromium = navigator.userAgent.includes('Edg/') ? 'Edge' : 'Chrome';
  const { os } = await browser.runtime.getPlatformInfo();
  return `${isFirefox ? 'Firefox' : chromium} on ${systems[os] ?? os}`;
}
