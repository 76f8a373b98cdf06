import { runDurableObjectAlarm } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { connect, pongOf, until } from '../browser.ts';
import { atDesk, closing, cutOffShards, laptop, owed, phone, revokeLaptop, useDesk } from '../revoking.ts';
import { admin, done, hub, open, organise, pass, person, shardOf, useRelay } from '../relay.ts';
import { audience } from '../../support/builders.ts';

useRelay();
useDesk();

const ben = person('ben');
const cat = person('cat');

beforeEach(() => organise());

describe('a shard that the hub cannot reach', () => {
  it('is owed the revocation, and told by alarm', async () => {
    const browser = await connect(laptop);
    const mend = cutOffShards();
    expect(await revokeLaptop()).toBe(1);
    expect(await owed()).toEqual([{ kind: 'device', id: 'laptop' }]);
    expect(browser.closeCode).toBeNull();
    mend();
    pass(2_000);
    await runDurableObjectAlarm(hub());
    await closing(browser);
    expect(browser.closeCode).toBe(4403);
    await until(async () => expect(await owed()).toEqual([]));
    expect(await atDesk(() => {})).toBe(0);
  });

  it('is told of it before the next frame, which comes before the alarm', async () => {
    const [gone, stays] = [await connect(laptop), await connect(phone)];
    const heard = gone.texts.length;
    const mend = cutOffShards();
    await revokeLaptop();
    mend();
    const { id } = await open('Cards refused');
    await until(() => expect(stays.state.view.incidents.map((incident) => incident.id)).toEqual([id]));
    await closing(gone);
    expect(gone.closeCode).toBe(4403);
    expect(gone.texts).toHaveLength(heard);
  });

  it('learns of it with the hub’s answer where it asks for itself, before what it missed', async () => {
    const gone = await connect(laptop);
    const heard = gone.texts.length;
    const shard = await shardOf();
    const mend = cutOffShards();
    await revokeLaptop();
    await open('Cards refused');
    pass(20_000);
    await runDurableObjectAlarm(shard);
    await closing(gone);
    mend();
    expect(gone.closeCode).toBe(4403);
    expect(gone.texts).toHaveLength(heard);
  });

  it('closes nobody twice who has come back since', async () => {
    const mend = cutOffShards();
    await connect(cat);
    expect(await atDesk((desk) => desk.revoke({ people: [ben.id] }))).toBe(1);
    mend();
    const back = await connect(ben);
    pass(2_000);
    await runDurableObjectAlarm(hub());
    await until(async () => expect(await owed()).toEqual([]));
    expect(await pongOf(back)).toMatch(/^pong:/);
    expect(back.closeCode).toBeNull();
  });

  it('sends away who moved before the next frame too', async () => {
    const [moved, stays] = [await connect(ben), await connect(cat)];
    const heard = moved.texts.length;
    const mend = cutOffShards();
    await done(
      { type: 'save_audience', audience: audience({ members: ['ann@example.com', ben.id] }) },
      admin,
    );
    mend();
    const { id } = await open('Cards refused');
    await until(() => expect(stays.state.view.incidents.map((incident) => incident.id)).toEqual([id]));
    await closing(moved);
    expect(moved.closeCode).toBe(4008);
    expect(moved.texts).toHaveLength(heard);
  });
});
