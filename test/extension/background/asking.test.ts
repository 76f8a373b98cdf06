import { describe, expect, it } from 'vitest';
import { createAsking, KeptAsking } from '../../../extension/background/asking.ts';
import { createClocks } from '../../../extension/background/clocks.ts';
import type { Credential } from '../../../extension/background/credential.ts';
import * as v from 'valibot';
import { DeviceRelay, json, tokens } from './support/device-relay.ts';
import { FakeTime } from './support/fake-time.ts';

const RELAY = 'https://relay.example.com';
const authorization = {
  device_code: 'secret-device-code',
  user_code: 'BCDF-GHJK',
  verification_uri: `${RELAY}/device`,
  verification_uri_complete: `${RELAY}/device#BCDF-GHJK`,
  expires_in: 600,
  interval: 5,
};
const error = (name: string) => json(400, { error: name, error_description: 'Words.' });

function profile(locked: string | null = null) {
  const time = new FakeTime();
  const relay = new DeviceRelay();
  const seen = {
    kept: null as unknown,
    tabs: [] as string[],
    adopted: [] as Credential[],
    hasFloor: false,
    now: 'authorization_pending' as string | Response,
    pollsAtMs: [] as number[],
  };
  relay.answer = ({ path }) => {
    if (path !== '/oauth/token') return json(200, authorization);
    seen.pollsAtMs.push(time.monotonicMs() - 1_000);
    if (seen.now === 'unreachable') throw new TypeError('Failed to fetch');
    return typeof seen.now === 'string' ? error(seen.now) : seen.now;
  };
  const start = () => {
    const clocks = createClocks(time, 0);
    return createAsking({
      fetch: relay.fetch,
      clock: time,
      timers: time,
      clocks,
      offsetMs: clocks.offsetMs,
      kept: {
        load: async () => (v.is(KeptAsking, seen.kept) ? seen.kept : null),
        save: async (value) => void (seen.kept = value),
        clear: async () => void (seen.kept = null),
      },
      openTab: async (url) => void seen.tabs.push(url),
      browserName: async () => 'Chrome on Windows',
      lockedRelayUrl: () => locked,
      adopt: async (credential) => void seen.adopted.push(credential),
      floor: {
        ensure: async () => void (seen.hasFloor = true),
        letGo: async () => void (seen.hasFloor = false),
      },
      changed: async () => {},
      log: () => {},
    });
  };
  return { time, relay, seen, start };
}

/** Lets so many seconds pass; signing takes a real moment, which the fake time does not wait for. */
async function pass(time: FakeTime, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    await time.advance(1_000);
    await new Promise((resolve) => void setTimeout(resolve, 3));
  }
}

describe('asking the relay', () => {
  it('names browser and key, and opens the page where the person confirms', async () => {
    const { relay, seen, start } = profile();
    const asking = start();
    expect(await asking.begin(` ${RELAY}/console`)).toEqual({ ok: true });
    expect(relay.met[0]).toMatchObject({
      path: '/oauth/device_authorization',
      form: { client_id: 'masthead-extension', browser: 'Chrome on Windows' },
      proof: { htm: 'POST', htu: `${RELAY}/oauth/device_authorization` },
    });
    expect([seen.tabs, seen.hasFloor]).toEqual([[authorization.verification_uri_complete], true]);
    expect(asking.current()).toEqual({
      step: 'waiting',
      relayUrl: RELAY,
      userCode: 'BCDF-GHJK',
      expiresAt: '2026-11-24T14:12:00.000Z',
    });
  });

  it('keeps asking in the pace of the relay until it is let in, with the key it was asked with', async () => {
    const { time, relay, seen, start } = profile();
    const asking = start();
    await asking.begin(RELAY);
    await pass(time, 11);
    seen.now = tokens(1);
    await pass(time, 6);
    expect(seen.pollsAtMs).toEqual([5_000, 10_000, 15_000]);
    expect(new Set(relay.met.map(({ key }) => JSON.stringify(key))).size).toBe(1);
    expect(seen.adopted).toMatchObject([
      { kind: 'device', relayUrl: RELAY, deviceId: 'dev_1', accessToken: 'access1' },
    ]);
    expect([asking.current(), seen.kept]).toEqual([null, null]);
  });

  it('asks five seconds more seldom from each slow_down on', async () => {
    const { time, seen, start } = profile();
    await start().begin(RELAY);
    seen.now = 'slow_down';
    await pass(time, 6);
    seen.now = 'authorization_pending';
    await pass(time, 26);
    expect(seen.pollsAtMs).toEqual([5_000, 15_000, 25_000]);
  });

  it('asks more and more seldom while nobody answers, and in the old pace after that', async () => {
    const { time, seen, start } = profile();
    await start().begin(RELAY);
    seen.now = 'unreachable';
    await pass(time, 36);
    expect(seen.pollsAtMs).toEqual([5_000, 15_000, 35_000]);
    seen.now = 'authorization_pending';
    await pass(time, 46);
    expect(seen.pollsAtMs.slice(3)).toEqual([75_000, 80_000]);
  });

  it('goes on in the next life where a worker has died', async () => {
    const { time, relay, seen, start } = profile();
    await start().begin(RELAY);
    time.killTimers();
    time.sleep(40_000);
    const next = start();
    await next.resume();
    seen.now = tokens(1);
    await pass(time, 2);
    expect(seen.adopted).toHaveLength(1);
    expect(relay.met[1]?.key).toEqual(relay.met[0]?.key);
  });

  it('tells surfaces neither the device code nor the key', async () => {
    const { start } = profile();
    const asking = start();
    await asking.begin(RELAY);
    expect(JSON.stringify(asking.current())).not.toMatch(/secret-device-code|keys/);
  });
});

describe('it ends', () => {
  it.each([
    ['access_denied', 'denied'],
    ['expired_token', 'expired'],
    ['invalid_grant', 'failed'],
  ])('with %s as %s, and asks no more', async (name, step) => {
    const { time, seen, start } = profile();
    const asking = start();
    await asking.begin(RELAY);
    seen.now = name;
    await pass(time, 30);
    expect(asking.current()).toEqual({ step, relayUrl: RELAY });
    expect([seen.pollsAtMs, seen.hasFloor, time.timerCount()]).toEqual([[5_000], false, 0]);
  });

  it('by itself when the code has run out, also where nobody answers any more', async () => {
    const { time, seen, start } = profile();
    const asking = start();
    await asking.begin(RELAY);
    seen.now = 'unreachable';
    time.sleep(600_000);
    await pass(time, 6);
    expect(asking.current()?.step).toBe('expired');
  });

  it('when the person gives it up, even while the relay says yes', async () => {
    const { time, relay, seen, start } = profile();
    const asking = start();
    await asking.begin(RELAY);
    const answer = Promise.withResolvers<Response>();
    relay.answer = () => answer.promise;
    await pass(time, 6);
    await asking.clear();
    answer.resolve(tokens(1));
    await pass(time, 1);
    expect([seen.adopted, asking.current(), seen.kept]).toEqual([[], null, null]);
  });
});

describe('nothing is begun', () => {
  it.each([
    ['http://relay.example.com', json(200, authorization), 'bad_address'],
    [RELAY, json(404, {}), 'not_masthead'],
    [RELAY, json(200, { state: 'fine' }), 'not_masthead'],
    [RELAY, json(429, {}), 'busy'],
    [RELAY, json(502, {}), 'unreachable'],
    [
      RELAY,
      json(200, { ...authorization, verification_uri_complete: 'https://evil.example.com/device' }),
      'not_masthead',
    ],
  ])('at %s where it answers %o: %s', async (url, answer, reason) => {
    const { relay, seen, start } = profile();
    const asking = start();
    relay.answer = () => answer;
    expect(await asking.begin(url)).toEqual({ ok: false, reason });
    expect([asking.current(), seen.tabs, seen.kept]).toEqual([null, [], null]);
  });

  it('anywhere but at the relay that the company has set', async () => {
    const { relay, start } = profile('https://masthead.example.com');
    expect(await start().begin(RELAY)).toEqual({ ok: false, reason: 'locked' });
    expect(relay.met).toEqual([]);
  });
});
