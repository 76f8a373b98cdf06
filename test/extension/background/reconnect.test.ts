import { describe, expect, it } from 'vitest';
import { emptyClientState } from '../../../shared/core/client-state.ts';
import { closeCodes } from '../../../shared/protocol/close-code.ts';
import { at, incident } from './support/examples.ts';
import { settle } from './support/fake-time.ts';
import { connect, createProfile, killWorker, startCurrentWorker, startWorker } from './support/rig.ts';

describe('after a close', () => {
  it.each([1000, closeCodes.goingAway, closeCodes.abnormal, 1011, 1012, 1013])(
    'with %i comes back within the spread that the relay named',
    async (code) => {
      const profile = createProfile();
      await startCurrentWorker(profile, { random: 0.99 });
      profile.relay.newest().drop(code);
      await profile.time.advance(1_900);
      expect(profile.relay.sockets).toHaveLength(1);
      await profile.time.advance(100);
      expect(profile.relay.sockets).toHaveLength(2);
    },
  );

  it('with 4001 waits what the relay says and up to as much again', async () => {
    const profile = createProfile();
    await startCurrentWorker(profile, { random: 0.5 });
    profile.relay.newest().drop(closeCodes.wait, '8000');
    await profile.time.advance(11_999);
    expect(profile.relay.sockets).toHaveLength(1);
    await profile.time.advance(1);
    expect(profile.relay.sockets).toHaveLength(2);
  });

  it.each([closeCodes.historyReplaced, closeCodes.moved])(
    'with %i comes back at once without a cursor',
    async (code) => {
      const profile = createProfile();
      await startCurrentWorker(profile);
      profile.relay.newest().drop(code);
      await profile.time.advance(0);
      await connect(profile);
      expect(profile.relay.sockets).toHaveLength(2);
      expect(profile.relay.newest().hellos()).toEqual([{ type: 'hello', cursor: null }]);
    },
  );

  it('does not spin where the relay sends it away each time', async () => {
    const profile = createProfile();
    await startCurrentWorker(profile, { random: 0.5 });
    for (let round = 0; round < 50; round += 1) {
      profile.relay.newest().drop(closeCodes.moved);
      await profile.time.advance(200);
      if (profile.relay.newest().sent.length === 0) await connect(profile);
    }
    expect(profile.relay.sockets.length).toBeLessThan(12);
  });

  it('with 4401 tries a new ticket, and says so where that is refused', async () => {
    const profile = createProfile();
    const { client } = await startCurrentWorker(profile);
    profile.relay.answer = { status: 401 };
    profile.relay.newest().drop(closeCodes.credentialExpired);
    await profile.time.advance(0);
    expect(client.link()).toBe('refused');
    expect(profile.badgeOnScreen).toBe('?');
  });

  it('with 4403 forgets everything but why', async () => {
    const profile = createProfile();
    const { client, told } = await startCurrentWorker(profile);
    profile.relay.newest().drop(closeCodes.revoked, 'device_revoked');
    await settle();
    expect(told.wiped).toBe(1);
    expect([client.link(), told.why]).toEqual(['ended', 'device_revoked']);
    await profile.time.advance(7_200_000);
    expect(profile.relay.sockets).toHaveLength(1);
  });

  it('with 4409 keeps what it knows as unsure, asks for the update and tries hourly', async () => {
    const profile = createProfile();
    const { client, told } = await startWorker(profile);
    await connect(profile, profile.relay.snapshot(at(5), { incidents: [incident()] }));
    profile.relay.newest().drop(closeCodes.outdated);
    await settle();
    expect(client.link()).toBe('outdated');
    expect(profile.badgeOnScreen).toBe('1?');
    expect(told.updates).toBe(1);
    await profile.time.advance(3_599_000);
    expect(profile.relay.sockets).toHaveLength(1);
    await profile.time.advance(1_000);
    expect(profile.relay.sockets).toHaveLength(2);
  });

  it('with a code it does not know waits five minutes', async () => {
    const profile = createProfile();
    await startCurrentWorker(profile, { random: 0 });
    profile.relay.newest().drop(4777);
    await profile.time.advance(299_000);
    expect(profile.relay.sockets).toHaveLength(1);
    await profile.time.advance(1_000);
    expect(profile.relay.sockets).toHaveLength(2);
  });

  it('hears nothing more of the socket that is gone', async () => {
    const profile = createProfile();
    const { keeper } = await startCurrentWorker(profile);
    const [old] = profile.relay.sockets;
    old?.drop(1006);
    await profile.time.advance(2_000);
    await connect(profile);
    old?.say({ type: 'incident', position: at(6), after: 5, incident: incident() });
    old?.drop(4403);
    await settle();
    expect(keeper.state().view.incidents).toEqual([]);
    expect(profile.relay.sockets).toHaveLength(2);
  });
});

describe('a ticket that is not given', () => {
  it.each([401, 403])('with %i says that the browser is refused', async (status) => {
    const profile = createProfile();
    profile.relay.answer = { status };
    const { client } = await startWorker(profile);
    expect(client.link()).toBe('refused');
  });

  it('with 426 says that the extension is too old', async () => {
    const profile = createProfile();
    profile.relay.answer = { status: 426 };
    const { client, told } = await startWorker(profile);
    expect(client.link()).toBe('outdated');
    expect(told.updates).toBe(1);
  });

  it.each(['30', new Date(Date.parse('2026-11-24T14:02:30.000Z')).toUTCString()])(
    'with 503 waits as long as Retry-After says (%s), whatever wakes it',
    async (retryAfter) => {
      const profile = createProfile();
      profile.relay.answer = { status: 503, headers: { 'retry-after': retryAfter } };
      const { client } = await startWorker(profile, { random: 0 });
      profile.relay.answer = profile.relay.ticket();
      client.wake('urgently');
      await profile.time.advance(29_000);
      expect(profile.relay.calls).toHaveLength(1);
      await profile.time.advance(1_000);
      expect(profile.relay.sockets).toHaveLength(1);
    },
  );

  it('comes back by itself where the relay was not there', async () => {
    const profile = createProfile();
    profile.relay.answer = 'unreachable';
    const { client } = await startWorker(profile);
    await profile.time.advance(300_000);
    const attempts = profile.relay.calls.length;
    expect(attempts).toBeGreaterThan(5);
    expect(attempts).toBeLessThan(30);
    expect(client.link()).toBe('connecting');
    profile.relay.answer = profile.relay.ticket();
    while (profile.relay.sockets.length === 0) await profile.time.advance(1_000);
    await connect(profile);
    expect(client.link()).toBe('current');
  });

  it('tries at once when the browser says that the network is back', async () => {
    const profile = createProfile();
    profile.relay.answer = 'unreachable';
    const { client } = await startWorker(profile, { random: 0.99 });
    await profile.time.advance(120_000);
    profile.relay.answer = profile.relay.ticket();
    client.wake('urgently');
    await settle();
    expect(profile.relay.sockets).toHaveLength(1);
  });

  it('paints the question mark before a wait that the worker may not live through', async () => {
    const profile = createProfile();
    await startCurrentWorker(profile, { random: 0.5 });
    profile.relay.newest().drop(closeCodes.wait, '60000');
    await settle();
    expect(profile.badgeOnScreen).toBe('?');
  });
});

describe('the death of the worker', () => {
  it('leaves what is known, marked as unsure, until the relay has answered on a new socket', async () => {
    const profile = createProfile();
    await startWorker(profile);
    await connect(profile, profile.relay.snapshot(at(5), { incidents: [incident()] }));
    expect(profile.badgeOnScreen).toBe('1');
    killWorker(profile);
    await startWorker(profile);
    expect(profile.badgeOnScreen).toBe('1?');
    await connect(profile, profile.relay.resume(at(5)));
    expect(profile.badgeOnScreen).toBe('1');
  });

  it('does not shorten a wait that the relay asked for', async () => {
    const profile = createProfile();
    await startCurrentWorker(profile, { random: 0 });
    profile.relay.newest().drop(closeCodes.wait, '60000');
    await settle();
    for (let round = 0; round < 5; round += 1) {
      killWorker(profile);
      await startWorker(profile, { random: 0 });
      await profile.time.advance(10_000);
    }
    expect(profile.relay.calls).toHaveLength(1);
    await profile.time.advance(10_000);
    expect(profile.relay.sockets).toHaveLength(1);
  });

  it('still knows that it was refused', async () => {
    const profile = createProfile();
    profile.relay.answer = { status: 401 };
    await startWorker(profile);
    killWorker(profile);
    const { client } = await startWorker(profile);
    expect(client.link()).toBe('refused');
    expect(profile.relay.calls).toHaveLength(1);
  });

  it('goes on when an event wakes it where its timer never came', async () => {
    const profile = createProfile();
    profile.relay.answer = 'unreachable';
    const { client } = await startWorker(profile);
    profile.time.killTimers();
    profile.relay.answer = profile.relay.ticket();
    profile.time.sleep(60_000);
    client.wake('calmly');
    await settle();
    expect(profile.relay.sockets).toHaveLength(1);
  });

  it('drops a cache of another form and asks for everything', async () => {
    const profile = createProfile();
    await profile.storage.set({ cache: { state: { ...emptyClientState, form: 99 }, clockOffsetMs: 0 } });
    await startWorker(profile);
    profile.relay.newest().open();
    expect(profile.relay.newest().hellos()).toEqual([{ type: 'hello', cursor: null }]);
  });
});

it('does not take a question mark back before it is current again, however often somebody looks', async () => {
  const profile = createProfile();
  const { client, painted } = await startCurrentWorker(profile, { random: 0.5 });
  profile.relay.answer = { status: 500 };
  profile.relay.newest().drop(closeCodes.wait, '60000');
  await settle();
  painted.length = 0;
  for (let look = 0; look < 5; look += 1) {
    client.wake('urgently');
    await profile.time.advance(500);
  }
  await profile.time.advance(120_000);
  expect(new Set(painted)).toEqual(new Set(['?']));
});

it('does not turn each failed attempt into the next one where somebody asks all the time', async () => {
  const profile = createProfile();
  profile.relay.answer = 'unreachable';
  const { client } = await startWorker(profile, { random: 0.99 });
  await profile.time.advance(120_000);
  const before = profile.relay.calls.length;
  for (let look = 0; look < 50; look += 1) {
    client.wake('urgently');
    await profile.time.advance(100);
  }
  expect(profile.relay.calls.length - before).toBeGreaterThan(0);
  expect(profile.relay.calls.length - before).toBeLessThanOrEqual(4);
});
