import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../extension/background/credential.ts';
import type { Farewell } from '../../../extension/background/farewell.ts';
import { createPairing } from '../../../extension/background/pairing.ts';
import { relayOrigin } from '../../../extension/data/relay-origin.ts';
import { type ClientState, emptyClientState } from '../../../shared/core/client-state.ts';
import { createProfile } from './support/rig.ts';

const view = {
  confirmedAt: '2026-11-24T14:02:00.000Z',
  services: [],
  tools: [],
  incidents: [],
  maintenances: [],
};

function pairingOn(
  { relay }: ReturnType<typeof createProfile>,
  kept: Credential | null = null,
  lockedRelayUrl: string | null = null,
) {
  const seen = {
    kept,
    used: [] as unknown[],
    states: [] as ClientState[],
    revoked: [] as Credential[],
    farewell: null as Farewell | null,
    forgotten: 0,
    hasFloor: false,
  };
  let current: Credential | null = null;
  const pairing = createPairing({
    access: {
      credential: () => current,
      load: async () => (current = seen.kept),
      use: async (credential) => void (current = seen.kept = credential),
      drop: async () => void (current = seen.kept = null),
    },
    farewell: {
      current: () => seen.farewell,
      save: async (farewell) => void (seen.farewell = farewell),
      clear: async () => void (seen.farewell = null),
    },
    revoke: async (credential) => void seen.revoked.push(credential),
    relayNow: () => '2026-11-24T14:02:00.000Z',
    fetch: relay.fetch,
    client: { use: async (credential, start) => void seen.used.push([credential, start]) },
    keeper: { set: async (state) => void seen.states.push(state) },
    forget: [{ clear: async () => void (seen.forgotten += 1) }],
    lockedRelayUrl: () => lockedRelayUrl,
    floor: {
      ensure: async () => void (seen.hasFloor = true),
      remove: async () => void (seen.hasFloor = false),
    },
  });
  return { pairing, seen };
}

describe('pairing', () => {
  it('keeps an address and a token that show a view, and connects', async () => {
    const profile = createProfile();
    profile.relay.answer = { status: 200, body: view };
    const { pairing, seen } = pairingOn(profile);
    expect(await pairing.pair(' https://relay.example.com/console ', ' mh_secret\n')).toEqual({ ok: true });
    expect(profile.relay.calls[0]).toMatchObject({
      url: 'https://relay.example.com/api/v1/state',
      init: { headers: { authorization: 'Bearer mh_secret' }, redirect: 'error' },
    });
    expect(seen.kept).toEqual({ kind: 'bearer', relayUrl: 'https://relay.example.com', token: 'mh_secret' });
    expect(seen.used.at(-1)).toEqual(['https://relay.example.com', 'afresh']);
    expect(seen.hasFloor).toBe(true);
  });

  it('forgets what another relay or person left behind', async () => {
    const profile = createProfile();
    profile.relay.answer = { status: 200, body: view };
    const { pairing, seen } = pairingOn(profile, {
      kind: 'bearer',
      relayUrl: 'https://old.example.com',
      token: 'old',
    });
    await pairing.pair('https://relay.example.com', 'mh_secret');
    expect(seen.states).toEqual([emptyClientState]);
    expect(seen.forgotten).toBe(1);
  });

  it('goes nowhere but to the relay that the company has locked this browser to', async () => {
    const profile = createProfile();
    profile.relay.answer = { status: 200, body: view };
    const { pairing, seen } = pairingOn(profile, null, 'https://relay.example.com/');
    expect(await pairing.pair('https://elsewhere.example.com', 'mh_secret')).toEqual({
      ok: false,
      reason: 'locked',
    });
    expect([profile.relay.calls, seen.kept]).toEqual([[], null]);
    expect(await pairing.pair('https://relay.example.com', 'mh_secret')).toEqual({ ok: true });
  });

  it.each([
    [{ status: 401 }, 'refused'],
    [{ status: 403 }, 'refused'],
    [{ status: 404, body: {} }, 'not_masthead'],
    [{ status: 200, body: '<html>' }, 'not_masthead'],
    [{ status: 200, body: { ...view, incidents: 'none' } }, 'not_masthead'],
    ['unreachable', 'unreachable'],
  ] as const)('says of %j: %s, and changes nothing', async (answer, reason) => {
    const profile = createProfile();
    profile.relay.answer = answer;
    const old = { kind: 'bearer' as const, relayUrl: 'https://old.example.com', token: 'old' };
    const { pairing, seen } = pairingOn(profile, old);
    expect(await pairing.pair('https://relay.example.com', 'mh_secret')).toEqual({ ok: false, reason });
    expect(seen.kept).toEqual(old);
    expect(seen.used).toEqual([]);
  });

  it('sends the token nowhere where the address is none', async () => {
    const profile = createProfile();
    const { pairing } = pairingOn(profile);
    expect(await pairing.pair('http://relay.example.com', 'mh_secret')).toEqual({
      ok: false,
      reason: 'bad_address',
    });
    expect(profile.relay.calls).toHaveLength(0);
  });
});

describe('an address', () => {
  it.each([
    ['https://relay.example.com', 'https://relay.example.com'],
    ['https://relay.example.com:8443/a?b#c', 'https://relay.example.com:8443'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://localhost:8787/', 'http://localhost:8787'],
    ['http://relay.example.com', null],
    ['https://user:secret@relay.example.com', null],
    ['javascript:alert(1)', null],
    ['relay', null],
  ])('of %s is %s', (text, origin) => {
    expect(relayOrigin(text)).toBe(origin);
  });
});

describe('unpairing', () => {
  it('leaves nothing: no credential, no state, no queue, no alarm', async () => {
    const { pairing, seen } = pairingOn(createProfile(), {
      kind: 'bearer',
      relayUrl: 'https://relay.example.com',
      token: 't',
    });
    await pairing.resume();
    expect(seen.hasFloor).toBe(true);
    await pairing.unpair();
    expect(seen).toMatchObject({ kept: null, states: [emptyClientState], forgotten: 1, hasFloor: false });
    expect(seen.used.at(-1)).toEqual([null, 'afresh']);
    expect(seen.revoked).toHaveLength(1);
  });
});

it('sets no alarm while the browser is not paired', async () => {
  const { pairing, seen } = pairingOn(createProfile());
  await pairing.resume();
  expect(seen.hasFloor).toBe(false);
});

describe('a pairing that the relay has ended', () => {
  const kept = { kind: 'bearer', relayUrl: 'https://relay.example.com', token: 't' } as const;

  it('leaves nothing but why and when, and tells the relay nothing it knows', async () => {
    const { pairing, seen } = pairingOn(createProfile(), kept);
    await pairing.resume();
    await pairing.end('device_revoked');
    expect(seen).toMatchObject({
      kept: null,
      states: [emptyClientState],
      revoked: [],
      forgotten: 1,
      hasFloor: false,
      farewell: { reason: 'device_revoked', at: '2026-11-24T14:02:00.000Z' },
    });
  });

  it('is ended once: a second word of it does not change the reason', async () => {
    const { pairing, seen } = pairingOn(createProfile(), kept);
    await pairing.resume();
    await Promise.all([pairing.end('person_removed'), pairing.end('unknown')]);
    expect([seen.farewell?.reason, seen.forgotten]).toEqual(['person_removed', 1]);
  });

  it('is spoken of until the browser is paired again', async () => {
    const profile = createProfile();
    profile.relay.answer = { status: 200, body: view };
    const { pairing, seen } = pairingOn(profile, kept);
    await pairing.resume();
    await pairing.end('device_revoked');
    await pairing.pair('https://relay.example.com', 'mh_other');
    expect(seen.farewell).toBeNull();
  });
});
