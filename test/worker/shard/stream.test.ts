import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { pongText } from '../../../shared/protocol/server-message.ts';
import { Hub } from '../../../worker/hub/hub.ts';
import { connect, connectSilently, pongOf, until } from '../browser.ts';
import {
  at,
  done,
  hub,
  open,
  organise,
  pass,
  person,
  readingOf,
  shardNamed,
  shardOf,
  update,
  useRelay,
} from '../relay.ts';
import { audience } from '../../support/builders.ts';

useRelay();

const ben = person('ben');

describe('a greeting', () => {
  it('is a snapshot for a browser that holds nothing', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const browser = await connect(ben);
    const { position, view } = await readingOf();
    expect(browser.messages).toMatchObject([
      {
        type: 'snapshot',
        position,
        vouchedAt: at(),
        relayNow: at(),
        spreadMs: 2_000,
        own: { acknowledged: {} },
      },
    ]);
    expect(browser.state.view).toEqual(JSON.parse(view));
    expect(browser.state.view.incidents.map((incident) => incident.id)).toEqual([id]);
  });

  it('is a resume for a browser that holds the position', async () => {
    await organise();
    await open('Cards refused');
    const { state } = await connect(ben);
    const again = await connect(ben, state);
    expect(again.messages.map(({ type }) => type)).toEqual(['resume']);
  });

  it('is a snapshot for any other position, older or newer or of another epoch', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const { state } = await connect(ben);
    await update(id, 'Still so.');
    const { position } = await readingOf();
    const cursors = [
      state.cursor,
      { ...position, offset: position.offset + 1 },
      { epoch: 'another', offset: position.offset },
    ];
    for (const cursor of cursors) {
      const again = await connect(ben, { ...state, cursor });
      expect(again.messages.map(({ type }) => type)).toEqual(['snapshot']);
      expect(again.state.cursor).toEqual(position);
    }
  });
});

describe('a greeting by a shard that has missed a step', () => {
  it('does not lead a browser back that holds more than the shard', async () => {
    await organise();
    await open('Cards refused');
    const { state } = await connect(ben);
    await runInDurableObject(hub(), (_hub, { storage }) => {
      storage.sql.exec('UPDATE views SET offset = offset + 1');
    });
    const { position } = await readingOf();
    const again = await connect(ben, { ...state, cursor: position });
    expect(again.messages).toMatchObject([{ type: 'resume', position }]);
  });
});

describe('a publish', () => {
  it('reaches every socket of the view, each frame following the one before', async () => {
    await organise();
    const browsers = [await connect(ben), await connect(person('cat')), await connect(person('dan'))];
    const { id } = await open('Cards refused');
    await update(id, 'Worse.', { severity: 'sev1' });
    for (const browser of browsers) {
      await until(() => expect(browser.state.view.incidents[0]?.revision).toBe(2));
      expect(browser.state.cursor).toEqual((await readingOf()).position);
      expect(browser.hasSeenGap).toBe(false);
    }
  });

  it('of services and tools reaches them as one catalogue', async () => {
    await organise();
    const browser = await connect(ben);
    await done({ type: 'save_service', service: { id: 'search', name: 'Search' } });
    await until(() =>
      expect(browser.state.view.services.map((service) => service.id)).toEqual(['checkout', 'search']),
    );
    expect(browser.messages.at(-1)).toMatchObject({ type: 'catalogue' });
  });

  it('of maintenance reaches them, and so does its end', async () => {
    await organise();
    const browser = await connect(ben);
    const { id } = await done<{ id: string }>({
      type: 'schedule_maintenance',
      input: {
        title: 'Database upgrade',
        message: 'Checkout pauses.',
        services: ['checkout'],
        startsAt: at(60_000),
        endsAt: at(120_000),
        audiences: [],
      },
    });
    await until(() => expect(browser.state.view.maintenances.map((one) => one.id)).toEqual([id]));
    await done({ type: 'advance_maintenance', maintenanceId: id, phase: 'cancelled' });
    await until(() => expect(browser.state.view.maintenances).toEqual([]));
  });

  it('of a history that is too long says what was cut off', async () => {
    await organise();
    const browser = await connect(ben);
    const { id } = await open('Cards refused');
    const long = 'x'.repeat(4_000);
    for (let n = 0; n < 34; n += 1) await update(id, `${n} ${long}`);
    await until(() => expect(browser.state.view.incidents[0]?.revision).toBe(35));
    const [incident] = browser.state.view.incidents;
    expect(incident?.isTruncated).toBe(true);
    expect(incident?.updates[0]?.message).toMatch(/^33 /);
    expect(JSON.stringify(incident).length).toBeLessThanOrEqual(128 * 1024);
  });
});

describe('a gap', () => {
  it('is mended by a snapshot where a shard has missed a publish', async () => {
    await organise();
    const browser = await connect(ben);
    const { id } = await open('Cards refused');
    await until(() => expect(browser.of('incident')).toHaveLength(1));
    const { shard, viewKey } = await readingOf();
    // As after a lost call: the next thing the shard hears lies two steps further.
    await runInDurableObject(hub(), (_hub, { storage }) => {
      storage.sql.exec('UPDATE views SET offset = offset + 1 WHERE key = ?', viewKey);
    });
    await update(id, 'Worse.');
    await until(() => expect(browser.state.view.incidents[0]?.revision).toBe(2));
    expect(browser.of('snapshot')).toHaveLength(2);
    expect(browser.state.cursor).toEqual((await readingOf()).position);
    expect(shard).toBe((await readingOf()).shard);
  });

  it('is nothing where a call comes twice or late', async () => {
    await organise();
    const browser = await connect(ben);
    await open('Cards refused');
    await until(() => expect(browser.of('incident')).toHaveLength(1));
    const { viewKey, shard, position, view } = await readingOf();
    const late = {
      viewKey,
      shard,
      view,
      vouchedAt: at(),
      frames: [],
      own: {},
      retell: [],
      moved: [],
      revoked: [],
    };
    await shardNamed(shard).publish({ ...late, position: { ...position, offset: position.offset - 1 } });
    await shardNamed(shard).publish({ ...late, position });
    expect(await pongOf(browser)).toBe(pongText(position, at()));
    expect(browser.messages).toHaveLength(2);
  });
});

describe('a ping', () => {
  it('is answered with the position and when the hub vouched for it', async () => {
    await organise();
    const browser = await connect(ben);
    expect(await pongOf(browser)).toBe(pongText((await readingOf()).position, at()));
    pass(5_000);
    await open('Cards refused');
    await until(() => expect(browser.of('incident')).toHaveLength(1));
    expect(await pongOf(browser)).toBe(pongText((await readingOf()).position, at()));
  });

  it('that comes before the shard knows its position breaks nothing', async () => {
    await organise();
    const browser = await connectSilently(ben);
    browser.socket.send('ping');
    browser.hello();
    await until(() => expect(browser.of('snapshot')).toHaveLength(1));
    expect(browser.closeCode).toBeNull();
  });

  it('tells of a newer vouching after the alarm, with nothing published', async () => {
    await organise();
    const browser = await connect(ben);
    pass(20_000);
    await runDurableObjectAlarm(await shardOf());
    expect(await pongOf(browser)).toBe(pongText((await readingOf()).position, at()));
  });

  it('shows an old vouching while the hub does not answer, and a new one once it does', async () => {
    await organise();
    const browser = await connect(ben);
    const first = await pongOf(browser);
    const silent = vi.spyOn(Hub.prototype, 'vouch').mockRejectedValue(new Error('away'));
    pass(20_000);
    await runDurableObjectAlarm(await shardOf());
    expect(silent).toHaveBeenCalled();
    expect(await pongOf(browser)).toBe(first);
    silent.mockRestore();
    pass(5_000);
    await runDurableObjectAlarm(await shardOf());
    expect(await pongOf(browser)).toBe(pongText((await readingOf()).position, at()));
  });
});

describe('a shard with sockets that sleep', () => {
  it('serves them after each step as if it had never slept', async () => {
    await organise();
    const browser = await connect(ben);
    const shard = await shardOf();
    await evictDurableObject(shard);
    const { id } = await open('Cards refused');
    await until(() => expect(browser.of('incident')).toHaveLength(1));
    await evictDurableObject(shard);
    await evictDurableObject(hub());
    await update(id, 'Worse.', { severity: 'sev1' });
    await until(() => expect(browser.of('incident')).toHaveLength(2));
    await evictDurableObject(shard);
    expect(await pongOf(browser)).toBe(pongText((await readingOf()).position, at()));
    await hub().acknowledge(ben, id, 2, null);
    await until(() => expect(browser.state.own.acknowledged).toEqual({ [id]: 2 }));
    await evictDurableObject(shard);
    browser.hello();
    await until(() => expect(browser.of('resume')).toHaveLength(1));
    expect(browser.hasSeenGap).toBe(false);
    expect(browser.of('snapshot')).toHaveLength(1);
  });

  it('finds what it missed by its alarm', async () => {
    await organise();
    const browser = await connect(ben);
    const shard = await shardOf();
    await evictDurableObject(shard);
    await runInDurableObject(hub(), (_hub, { storage }) => {
      storage.sql.exec('UPDATE views SET offset = offset + 3');
    });
    await runDurableObjectAlarm(shard);
    await until(() => expect(browser.of('snapshot')).toHaveLength(2));
    expect(browser.state.cursor).toEqual((await readingOf()).position);
  });

  it('sends away who moved while it slept', async () => {
    await organise();
    const ann = await connect(person('ann'));
    await evictDurableObject(await shardOf(person('ann')));
    await done({ type: 'save_audience', audience: audience() });
    await until(() => expect(ann.closeCode).toBe(4008));
  });
});
