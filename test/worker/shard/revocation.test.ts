import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../../shared/protocol/limits.ts';
import { type Account, saveAccount } from '../../../worker/hub/accounts.ts';
import type { Caller } from '../../../worker/hub/hub-api.ts';
import { type Browser, connect, pongOf, until } from '../browser.ts';
import { atDesk, closing, laptop, owed, phone, revokeLaptop, useDesk } from '../revoking.ts';
import {
  admin,
  at,
  hub,
  open,
  organise,
  pass,
  person,
  readingOf,
  refusalOf,
  requestStream,
  shardOf,
  ticketFor,
  update,
  useRelay,
} from '../relay.ts';

useRelay();
useDesk();

const ben = person('ben');
const cat = person('cat');
const removeBen = () => atDesk((desk) => desk.revoke({ people: [ben.id] }));

async function codeOf(response: Response): Promise<unknown> {
  return [response.status, (await response.json<{ code: string }>()).code];
}

function account(change: Partial<Account>): Account {
  return {
    person: ben.id,
    name: ben.name,
    role: 'stakeholder',
    isActive: true,
    origin: 'by_hand',
    issuer: null,
    subject: null,
    addedAt: at(),
    signedInAt: null,
    ...change,
  };
}

beforeEach(() => organise());

describe('a revoked person', () => {
  it('is forgotten when no ticket is left, by a shard that nobody is connected to as well', async () => {
    const [idle, left] = [await shardOf(admin), await shardOf(ben)];
    const gone = await connect(ben);
    await removeBen();
    await closing(gone);
    const known = (shard: typeof idle) =>
      runInDurableObject(shard, (_shard, { storage: { sql } }) =>
        sql.exec('SELECT id FROM revoked').toArray(),
      );
    expect([await known(idle), await known(left)]).toEqual([[{ id: ben.id }], [{ id: ben.id }]]);
    pass(2 * limits.ticketMs);
    for (const shard of [idle, left]) {
      expect(await runDurableObjectAlarm(shard)).toBe(true);
      expect(await known(shard)).toEqual([]);
      expect(await runDurableObjectAlarm(shard)).toBe(false);
    }
  });
});

describe('a revoked device', () => {
  it('is closed with its reason before the answer, and no other is', async () => {
    const browsers = [await connect(laptop), await connect(phone), await connect(cat)];
    expect(await revokeLaptop()).toBe(0);
    expect(await owed()).toEqual([]);
    await until(() =>
      expect(browsers.map(({ closeCode, closeReason }) => [closeCode, closeReason])).toEqual([
        [4403, 'device_revoked'],
        [null, ''],
        [null, ''],
      ]),
    );
  });

  it('says so where it was replaced by another pairing of its browser', async () => {
    const gone = await connect(laptop);
    await atDesk((desk) => desk.revoke({ replaced: ['laptop'] }));
    await closing(gone);
    expect([gone.closeCode, gone.closeReason]).toEqual([4403, 'replaced']);
  });

  it('hears nothing of what is published after it', async () => {
    const [gone, stays] = [await connect(laptop), await connect(phone)];
    await revokeLaptop();
    const heard = gone.texts.length;
    const { id } = await open('Cards refused');
    await update(id, 'Still.');
    await until(() => expect(stays.state.view.incidents[0]?.revision).toBe(2));
    await closing(gone);
    expect(gone.texts).toHaveLength(heard);
  });

  it('hears nothing of what is published in the same commit', async () => {
    const [gone, stays] = [await connect(laptop), await connect(phone)];
    const heard = gone.texts.length;
    await atDesk((desk) => {
      desk.carryOut({ type: 'save_service', service: { id: 'login', name: 'Login' } }, admin);
      desk.revoke({ devices: ['laptop'] });
    });
    await until(() => expect(stays.of('catalogue')).toHaveLength(1));
    await closing(gone);
    expect(gone.texts).toHaveLength(heard);
  });

  it('is closed by a shard that slept', async () => {
    const [gone, stays] = [await connect(laptop), await connect(phone)];
    await evictDurableObject(await shardOf());
    expect(await revokeLaptop()).toBe(0);
    await closing(gone);
    expect(gone.closeCode).toBe(4403);
    expect(await pongOf(stays)).toMatch(/^pong:/);
  });

  it('is let in by no ticket that it bought before, the shard torn down or not', async () => {
    const tickets = [await ticketFor(laptop), await ticketFor(laptop)];
    const ofPhone = await ticketFor(phone);
    await revokeLaptop();
    expect(await codeOf(await requestStream(tickets[0] ?? ''))).toEqual([401, 'invalid_ticket']);
    await evictDurableObject(await shardOf(), { webSockets: 'close' });
    expect(await codeOf(await requestStream(tickets[1] ?? ''))).toEqual([401, 'invalid_ticket']);
    expect((await requestStream(ofPhone)).status).toBe(101);
  });

  it('is sold no ticket and shown no view, though its request was let in before', async () => {
    await runInDurableObject(hub(), (_hub, { storage }) => {
      storage.sql.exec(
        `INSERT INTO devices (id, person, browser, key_thumbprint, paired_at, seen_on, expires_at, revoked_at)
         VALUES ('laptop', ?, 'Firefox', 'x', '', '', '', '2090-01-01')`,
        ben.id,
      );
    });
    expect(refusalOf((await hub().readPlace(laptop)) as never)).toBe('unauthenticated');
    expect(refusalOf((await hub().readView(laptop)) as never)).toBe('unauthenticated');
    expect(refusalOf((await hub().readView(phone)) as never)).toBe('none');
  });

  it('is forgotten by the shard once no ticket can be from before', async () => {
    await connect(phone);
    await revokeLaptop();
    const shard = await shardOf();
    const kept = () =>
      runInDurableObject(shard, (_shard, { storage }) =>
        storage.sql.exec('SELECT id FROM revoked').toArray(),
      );
    pass(2 * limits.ticketMs - 1);
    await runDurableObjectAlarm(shard);
    expect(await kept()).toEqual([{ id: 'laptop' }]);
    pass(limits.ticketMs);
    await runDurableObjectAlarm(shard);
    expect(await kept()).toEqual([]);
  });
});

describe('a token', () => {
  it('that is revoked loses its sockets', async () => {
    const browser = await connect({ ...ben, credentialId: 'tok_1' });
    expect(await atDesk((desk) => desk.revoke({ tokens: ['tok_1'] }))).toBe(0);
    await closing(browser);
    expect([browser.closeCode, browser.closeReason]).toEqual([4403, 'token_revoked']);
  });

  it('of a program opens a stream until it is revoked', async () => {
    const program: Caller = {
      kind: 'program',
      id: 'tok_2',
      name: 'Wallboard',
      role: 'stakeholder',
      credentialId: 'tok_2',
    };
    await runInDurableObject(hub(), (_hub, { storage }) => {
      storage.sql.exec(
        `INSERT INTO tokens (id, name, hash, role, scopes, made_by, made_at, expires_at)
         VALUES ('tok_2', 'Wallboard', 'x', 'stakeholder', '[]', 'a', '', '')`,
      );
    });
    const wallboard = await connect(program);
    await atDesk((desk) => {
      desk.sql.exec(`UPDATE tokens SET revoked_at = '2090-01-01' WHERE id = 'tok_2'`);
      desk.revoke({ tokens: ['tok_2'] });
    });
    await closing(wallboard);
    expect(wallboard.closeCode).toBe(4403);
    expect(refusalOf((await hub().readPlace(program)) as never)).toBe('unauthenticated');
  });
});

describe('a person who is removed', () => {
  it('loses every socket, in every view, with the reason', async () => {
    const before = await connect(phone);
    const asLiaison = await connect({ ...ben, role: 'liaison', credentialId: 'a-session' });
    expect(await removeBen()).toBe(0);
    for (const browser of [before, asLiaison]) {
      await closing(browser);
      expect([browser.closeCode, browser.closeReason]).toEqual([4403, 'person_removed']);
    }
  });

  it('loses sessions and devices with it', async () => {
    await runInDurableObject(hub(), (_hub, { storage: { sql } }) => {
      for (const who of [ben.id, cat.id]) {
        sql.exec(
          `INSERT INTO sessions (hash, person, started_at, proven_at, seen_at, expires_at, idle_minutes)
           VALUES ('s-' || ?1, ?1, '', '', '', '', 60)`,
          who,
        );
        sql.exec(
          `INSERT INTO devices (id, person, browser, key_thumbprint, paired_at, seen_on, expires_at)
           VALUES ('d-' || ?1, ?1, 'Firefox', 'x', '', '', '')`,
          who,
        );
      }
    });
    await removeBen();
    const left = await runInDurableObject(hub(), (_hub, { storage: { sql } }) => [
      sql.exec('SELECT person FROM sessions').toArray(),
      sql.exec('SELECT person, revoked_why FROM devices ORDER BY person').toArray(),
    ]);
    expect(left).toEqual([
      [{ person: cat.id }],
      [
        { person: ben.id, revoked_why: 'person_removed' },
        { person: cat.id, revoked_why: null },
      ],
    ]);
  });

  it('and comes back is let in with a new ticket, not with one from before', async () => {
    const old = await ticketFor(ben);
    await removeBen();
    const fresh = await ticketFor(ben);
    expect(await codeOf(await requestStream(old))).toEqual([401, 'invalid_ticket']);
    expect((await requestStream(fresh)).status).toBe(101);
  });

  it('belongs to no view any more while the account is inactive', async () => {
    const { viewKey } = await readingOf(ben);
    const own = () => hub().readOwn(viewKey, [ben.id]);
    expect(Object.keys(await own())).toEqual([ben.id]);
    await atDesk(({ sql }) => saveAccount(sql, account({ isActive: false })));
    expect(await own()).toEqual({});
    expect(refusalOf((await hub().readPlace(ben)) as never)).toBe('unauthenticated');
  });
});

describe('a role that changes', () => {
  it('sends the sockets of the view that is lost to another one, and refuses them there', async () => {
    const asLiaison: Caller = { ...ben, role: 'liaison' };
    await atDesk(({ sql }) => saveAccount(sql, account({ role: 'liaison' })));
    const [console, device] = [await connect(asLiaison), await connect(laptop)];
    const ticket = await ticketFor(asLiaison);
    await atDesk((desk) => {
      saveAccount(desk.sql, account({ role: 'stakeholder' }));
      desk.resettle([ben.id]);
    });
    await closing(console);
    expect(console.closeCode).toBe(4008);
    expect(await pongOf(device)).toMatch(/^pong:/);
    const late = await requestStream(ticket);
    expect(late.status).toBe(101);
    late.webSocket?.accept();
    const { promise, resolve } = Promise.withResolvers<number>();
    late.webSocket?.addEventListener('close', ({ code }) => resolve(code));
    late.webSocket?.send('{"type":"hello","cursor":null}');
    expect(await promise).toBe(4008);
  });
});

describe('sockets of one device', () => {
  it('are four at most: the oldest is told to wait', async () => {
    const browsers: Browser[] = [];
    for (let n = 0; n <= limits.socketsPerDevice; n += 1) browsers.push(await connect(laptop));
    const [first, ...rest] = browsers;
    await until(() => expect(first?.closeCode).toBe(4001));
    expect(first?.closeReason).toBe('60000');
    for (const browser of rest) expect(await pongOf(browser)).toMatch(/^pong:/);
    expect((await connect(phone)).closeCode).toBeNull();
  });
});
