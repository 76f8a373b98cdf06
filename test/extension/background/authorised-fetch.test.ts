import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../extension/background/credential.ts';
import { deviceFor, DeviceRelay, json, type Met, tokens } from './support/device-relay.ts';
import { FakeTime } from './support/fake-time.ts';
import { openAccess } from './support/rig.ts';

const TOKEN = '/oauth/token';
const STATE = '/api/v1/state';

/** A browser that is paired, before a relay that lets `good` in and gives new tokens for the old. */
async function paired({ minutes = 600, good = 'access0' } = {}) {
  const time = new FakeTime();
  const relay = new DeviceRelay();
  const kept: { value: Credential | null } = { value: await deviceFor(time, minutes) };
  const world = { time, relay, kept, good };
  relay.answer = (met) => {
    if (met.path !== TOKEN)
      return met.authorization === `DPoP ${world.good}`
        ? json(200, {})
        : json(401, { code: 'unauthenticated' });
    world.good = 'access1';
    return tokens(1);
  };
  const open = () => openAccess({ time, relay: relay as never }, kept);
  return Object.assign(world, { open });
}
const get = { method: 'GET' };
const isRenewing = ({ value }: { value: Credential | null }) => value?.kind === 'device' && value.isRenewing;

describe('a call', () => {
  it('brings the token and a proof for it', async () => {
    const world = await paired();
    const { access } = await world.open();
    expect((await access.call(STATE, get)).status).toBe(200);
    expect(world.relay.met).toMatchObject([
      { authorization: 'DPoP access0', proof: { htm: 'GET', htu: `https://relay.example.com${STATE}` } },
    ]);
  });

  it('is repeated once by the relay’s clock where this one is wrong, and the next is right at once', async () => {
    const world = await paired();
    const { access } = await world.open();
    const relayMs = world.time.wallMs() + 5 * 3_600_000;
    const isRight = ({ proof }: Met) => Math.abs((proof.iat ?? 0) * 1_000 - relayMs) < 2_000;
    const relayNow = new Date(relayMs).toISOString();
    world.relay.answer = (met) =>
      isRight(met) ? json(200, {}) : json(401, { code: 'invalid_dpop_proof' }, { 'Masthead-Now': relayNow });
    expect((await access.call(STATE, get)).status).toBe(200);
    expect((await access.call(STATE, get)).status).toBe(200);
    expect(world.relay.met.map(isRight)).toEqual([false, true, true]);
  });

  it('is repeated no more than once, whatever the relay says of time', async () => {
    const world = await paired();
    const { access } = await world.open();
    world.relay.answer = ({ path }) =>
      path === TOKEN ? json(503, {}) : json(401, {}, { 'Masthead-Now': '2026-11-24T20:00:00.000Z' });
    await access.call(STATE, get);
    expect(world.relay.paths().filter((path) => path === STATE)).toHaveLength(2);
  });
});

describe('a token', () => {
  it('is renewed shortly before its end, and kept', async () => {
    const world = await paired({ minutes: 4 });
    const { access } = await world.open();
    expect((await access.call(STATE, get)).status).toBe(200);
    expect(world.relay.met[0]?.form).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'refresh0',
      client_id: 'masthead-extension',
    });
    expect(world.kept.value).toMatchObject({
      accessToken: 'access1',
      refreshToken: 'refresh1',
      accessExpiresAt: '2026-11-25T02:02:00.000Z',
      isRenewing: false,
    });
  });

  it('that the relay does not take is renewed, and the call made again', async () => {
    const world = await paired({ good: 'none' });
    const { access } = await world.open();
    expect((await access.call(STATE, get)).status).toBe(200);
    expect(world.relay.paths()).toEqual([STATE, TOKEN, STATE]);
  });

  it('is renewed once for all calls that wait for it', async () => {
    const world = await paired({ good: 'none' });
    const { access } = await world.open();
    const answers = await Promise.all(Array.from({ length: 5 }, () => access.call(STATE, get)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(world.relay.paths().filter((path) => path === TOKEN)).toHaveLength(1);
  });

  it('is asked for again at once after a worker has died with the answer', async () => {
    const world = await paired({ minutes: 4 });
    const first = await world.open();
    const answer = Promise.withResolvers<Response>();
    world.relay.answer = () => answer.promise;
    void first.access.call(STATE, get).catch(() => undefined); // that life ends before it is answered
    await expect.poll(() => world.relay.paths()).toEqual([TOKEN]);
    expect(isRenewing(world.kept)).toBe(true);
    // By then the old token has hours to go by this browser's word.
    const kept = world.kept.value;
    world.kept.value =
      kept?.kind === 'device' ? { ...kept, accessExpiresAt: '2026-11-25T14:00:00.000Z' } : null;
    world.relay.answer = ({ path }) => (path === TOKEN ? tokens(1) : json(200, {}));
    const second = await world.open();
    await second.access.call(STATE, get);
    expect(world.relay.paths()).toEqual([TOKEN, TOKEN, STATE]);
    expect(world.relay.met[1]?.form['refresh_token']).toBe('refresh0');
    expect(world.kept.value).toMatchObject({ accessToken: 'access1', isRenewing: false });
  });

  it('that comes after the browser was unpaired is kept nowhere', async () => {
    const world = await paired({ minutes: 4 });
    const { access } = await world.open();
    const answer = Promise.withResolvers<Response>();
    world.relay.answer = ({ path }) => (path === TOKEN ? answer.promise : json(401, {}));
    const called = access.call(STATE, get);
    await expect.poll(() => world.relay.paths()).toEqual([TOKEN]);
    await access.drop();
    answer.resolve(tokens(1));
    await called;
    expect(world.kept.value).toBeNull();
  });
});

describe('a renewal that fails', () => {
  it('for lack of network is a call that did not arrive, and costs nothing', async () => {
    const world = await paired({ minutes: -1 });
    const { access, ended } = await world.open();
    world.relay.answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(access.call(STATE, get)).rejects.toThrow('Failed to fetch');
    expect([world.kept.value?.kind, ended]).toEqual(['device', []]);
  });

  it('since the relay is busy passes that on with its wait', async () => {
    const world = await paired({ good: 'none' });
    const { access } = await world.open();
    world.relay.answer = ({ path }) =>
      path === TOKEN ? json(503, {}, { 'Retry-After': '7' }) : json(401, {});
    const answer = await access.call(STATE, get);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7']);
  });

  it('for good is a credential that is no good, and wipes nothing', async () => {
    const world = await paired({ good: 'none' });
    const { access, ended } = await world.open();
    world.relay.answer = ({ path }) =>
      path === TOKEN
        ? json(400, { error: 'invalid_grant', error_description: 'The person has to sign in again.' })
        : json(401, {});
    expect((await access.call(STATE, get)).status).toBe(401);
    expect([world.kept.value?.kind, ended]).toEqual(['device', []]);
  });

  it.each(['device_revoked', 'person_removed', 'replaced'])('as %s ends the pairing', async (reason) => {
    const world = await paired({ good: 'none' });
    const { access, ended } = await world.open();
    world.relay.answer = ({ path }) =>
      path === TOKEN ? json(400, { error: 'invalid_grant', error_description: reason }) : json(401, {});
    await access.call(STATE, get);
    expect(ended).toEqual([reason]);
  });
});
