import { describe, expect, it } from 'vitest';
import { at, incident } from './support/examples.ts';
import { settle } from './support/fake-time.ts';
import { connect, createProfile, killWorker, startCurrentWorker, startWorker } from './support/rig.ts';

describe('a first connection', () => {
  it('buys a ticket with the token and shows it to the socket as a sub-protocol, never in the address', async () => {
    const profile = createProfile();
    await startWorker(profile);
    const [call] = profile.relay.calls;
    expect(call?.url).toBe('https://relay.example.com/api/v1/stream/tickets');
    expect(call?.init).toMatchObject({ method: 'POST', headers: { authorization: 'Bearer mh_secret' } });
    expect(profile.relay.newest().protocols).toEqual(['masthead.v1', 'ticket.tkt']);
    expect(profile.relay.newest().url).not.toContain('tkt');
  });

  it('stays unknown while the socket is only open, and is current with the snapshot', async () => {
    const profile = createProfile();
    const { client } = await startWorker(profile);
    profile.relay.newest().open();
    expect(client.link()).toBe('connecting');
    expect(profile.badgeOnScreen).toBe('?');
    await connect(profile, profile.relay.snapshot(at(5), { incidents: [incident()] }));
    expect(client.link()).toBe('current');
    expect(profile.badgeOnScreen).toBe('1');
  });

  it('is not pinged before its hello is answered, however often somebody looks', async () => {
    const profile = createProfile();
    const { client } = await startWorker(profile);
    profile.relay.newest().open();
    client.wake('urgently');
    client.wake('urgently');
    expect(profile.relay.newest().pings()).toBe(0);
    expect(profile.relay.newest().hellos()).toHaveLength(1);
  });

  it('asks for everything without a cursor, and resumes from the one that is held', async () => {
    const profile = createProfile();
    await startCurrentWorker(profile);
    expect(profile.relay.newest().hellos()[0]).toEqual({ type: 'hello', cursor: null });
    killWorker(profile);
    const { client } = await startWorker(profile);
    expect(client.link()).toBe('stale');
    await connect(profile, profile.relay.resume(at(5)));
    expect(profile.relay.newest().hellos()).toEqual([{ type: 'hello', cursor: at(5) }]);
    expect(client.link()).toBe('current');
  });

  it('takes an address in the clear for no stream of a relay behind TLS', async () => {
    const profile = createProfile();
    profile.relay.answer = { status: 201, body: { ticket: 't', url: 'ws://relay.example.com/stream' } };
    await startWorker(profile);
    expect(profile.relay.sockets).toHaveLength(0);
  });

  it('takes a portal that answers everything with a page for no contact', async () => {
    const profile = createProfile();
    profile.relay.answer = { status: 200, body: '<html>' };
    const { client } = await startWorker(profile);
    expect(client.link()).toBe('connecting');
    expect(profile.relay.sockets).toHaveLength(0);
  });
});

describe('while connected', () => {
  it('stores before it paints, and paints before it tells of the delivery', async () => {
    const profile = createProfile();
    const { events, delivered } = await startCurrentWorker(profile);
    events.length = 0;
    const write = profile.storage.set;
    Object.assign(profile.storage, {
      set: async (items: Record<string, unknown>) => {
        events.push('stored');
        await write(items);
      },
    });
    profile.relay.newest().say({ type: 'incident', position: at(6), after: 5, incident: incident() });
    await settle();
    expect(events.slice(0, 3)).toEqual(['stored', 'painted 1', 'receipt']);
    expect(delivered).toEqual(['inc_1@1']);
  });

  it('tells of a delivery once per revision', async () => {
    const profile = createProfile();
    const { delivered } = await startCurrentWorker(profile);
    const frame = { type: 'incident', position: at(6), after: 5, incident: incident() };
    profile.relay.newest().say(frame);
    profile.relay.newest().say(frame);
    profile.relay.newest().say({ ...frame, position: at(7), after: 6, incident: incident({ revision: 2 }) });
    await settle();
    expect(delivered).toEqual(['inc_1@1', 'inc_1@2']);
  });

  it('says hello again on a gap, shows the frame already, and is whole with the snapshot', async () => {
    const profile = createProfile();
    const { keeper } = await startCurrentWorker(profile);
    const socket = profile.relay.newest();
    socket.say({ type: 'incident', position: at(8), after: 7, incident: incident() });
    await settle();
    expect(profile.badgeOnScreen).toBe('1');
    expect(socket.hellos()).toHaveLength(2);
    socket.say(profile.relay.snapshot(at(8), { incidents: [incident()] }));
    expect(keeper.state().cursor).toEqual(at(8));
  });

  it('pings every 20 s, and a pong with its own position confirms', async () => {
    const profile = createProfile();
    const { client, keeper } = await startCurrentWorker(profile);
    for (let round = 1; round <= 6; round += 1) {
      await profile.time.advance(20_000);
      expect(profile.relay.newest().pings()).toBe(round);
      profile.relay.newest().sayText(profile.relay.pong(at(5)));
      expect(keeper.state().confirmedAt).toBe(profile.relay.now());
    }
    expect(client.link()).toBe('current');
  });

  it('says hello again where the pong shows another position', async () => {
    const profile = createProfile();
    await startCurrentWorker(profile);
    await profile.time.advance(20_000);
    profile.relay.newest().sayText(profile.relay.pong(at(6)));
    expect(profile.relay.newest().hellos()).toHaveLength(2);
  });

  it('never says hello more often than the relay allows', async () => {
    const profile = createProfile();
    await startCurrentWorker(profile);
    const socket = profile.relay.newest();
    for (let n = 0; n < 20; n += 1) {
      socket.say({ type: 'incident', position: at(50 + n), after: 49 + n, incident: incident() });
      socket.say(profile.relay.snapshot(at(5)));
    }
    expect(socket.hellos()).toHaveLength(5);
    await profile.time.advance(9_000);
    socket.sayText(profile.relay.pong(at(5)));
    expect(socket.hellos()).toHaveLength(5);
  });

  it('turns stale by itself when the hub no longer vouches, though every pong comes', async () => {
    const profile = createProfile();
    const { client } = await startCurrentWorker(profile);
    const lastVouched = profile.relay.pong(at(5));
    for (let round = 0; round < 3; round += 1) {
      await profile.time.advance(20_000);
      profile.relay.newest().sayText(lastVouched);
    }
    await settle();
    expect(client.link()).toBe('stale');
    expect(profile.badgeOnScreen).toBe('?');
  });

  it('ignores a message type that this build does not know', async () => {
    const profile = createProfile();
    const { client } = await startCurrentWorker(profile);
    profile.relay.newest().say({ type: 'hologram', size: 3 });
    await settle();
    expect(client.link()).toBe('current');
    expect(profile.relay.newest().closedWith).toBeNull();
  });

  it('closes a socket that says nonsense and waits a minute', async () => {
    const profile = createProfile();
    await startCurrentWorker(profile, { random: 0 });
    profile.relay.newest().sayText('{"type":');
    expect(profile.relay.newest().closedWith).toBe(4400);
    await profile.time.advance(59_000);
    expect(profile.relay.sockets).toHaveLength(1);
    await profile.time.advance(1_000);
    expect(profile.relay.sockets).toHaveLength(2);
  });
});

describe('a socket that answers nothing', () => {
  it('is closed 10 s after the ping, another is opened at once, and the reader is told 10 s later', async () => {
    const profile = createProfile();
    const { client } = await startCurrentWorker(profile);
    await profile.time.advance(29_999);
    expect(profile.relay.newest().closedWith).toBeNull();
    await profile.time.advance(1);
    expect(profile.relay.sockets[0]?.closedWith).toBe(4000);
    expect(profile.relay.sockets).toHaveLength(2);
    expect(client.link()).toBe('current');
    await profile.time.advance(10_000);
    expect(profile.badgeOnScreen).toBe('?');
  });

  it('is given up where it never opens', async () => {
    const profile = createProfile();
    await startWorker(profile);
    await profile.time.advance(10_000);
    expect(profile.relay.sockets[0]?.closedWith).toBe(4000);
  });

  it('gives up a ticket call that hangs', async () => {
    const profile = createProfile();
    profile.relay.answer = 'silent';
    await startWorker(profile);
    await profile.time.advance(10_000);
    profile.relay.answer = profile.relay.ticket();
    await profile.time.advance(2_000);
    expect(profile.relay.sockets).toHaveLength(1);
  });
});

describe('a machine that slept', () => {
  it('trusts neither clock, and is current again with the answer to its hello', async () => {
    const profile = createProfile();
    const { client } = await startCurrentWorker(profile);
    profile.time.sleep(3_600_000);
    client.wake('urgently');
    await settle();
    expect(client.link()).toBe('stale');
    expect(profile.badgeOnScreen).toBe('?');
    expect(profile.relay.newest().pings()).toBe(1);
    profile.relay.newest().say(profile.relay.resume(at(5)));
    await settle();
    expect(client.link()).toBe('current');
  });

  it('does not believe a clock that was set back', async () => {
    const profile = createProfile();
    const { client } = await startCurrentWorker(profile);
    profile.time.setWallBy(-86_400_000);
    client.wake('calmly');
    await settle();
    expect(client.link()).toBe('stale');
  });
});
