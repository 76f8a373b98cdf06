import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { Shard } from '../../../worker/hub/shard/shard.ts';
import { connect, until } from '../browser.ts';
import { at, done, hub, open, organise, pass, person, update, useRelay } from '../relay.ts';
import { audience } from '../../support/builders.ts';

useRelay();

const HOUR = 3_600_000;
const ring = () => runDurableObjectAlarm(hub());
const nextAlarm = () => runInDurableObject(hub(), (_hub, { storage }) => storage.getAlarm());

async function shownTo(name: string) {
  const reading = await hub().readView(person(name));
  if ('rejected' in reading) throw new Error(reading.rejected);
  return JSON.parse(reading.view) as { incidents: { id: string }[]; maintenances: { phase: string }[] };
}

describe('a resolved incident', () => {
  it('leaves the views after a day and can still be read', async () => {
    await organise();
    const { id } = await open('Cards refused');
    await update(id, 'Over.', { phase: 'resolved' });
    const ben = await connect(person('ben'));
    pass(24 * HOUR - 1);
    await ring();
    expect((await shownTo('ben')).incidents).toHaveLength(1);
    expect(await nextAlarm()).toBe(Date.parse(at(1)));
    pass(1);
    await ring();
    expect((await shownTo('ben')).incidents).toEqual([]);
    await until(() => expect(ben.of('removed').map((message) => message.id)).toEqual([id]));
    expect(await hub().readIncident(person('ben'), id)).toMatchObject({ status: 200 });
  });

  it('comes back where a liaison reopens it later', async () => {
    await organise();
    const { id } = await open('Cards refused');
    await update(id, 'Over.', { phase: 'resolved' });
    pass(25 * HOUR);
    await ring();
    await update(id, 'It is back.', { phase: 'investigating', reopen: true });
    expect((await shownTo('ben')).incidents.map((incident) => incident.id)).toEqual([id]);
  });
});

describe('maintenance', () => {
  it('starts and ends by itself', async () => {
    await organise();
    await done({
      type: 'schedule_maintenance',
      input: {
        title: 'Database upgrade',
        message: 'Checkout pauses.',
        services: ['checkout'],
        startsAt: at(HOUR),
        endsAt: at(2 * HOUR),
        audiences: [],
      },
    });
    await ring();
    expect((await shownTo('ben')).maintenances.map(({ phase }) => phase)).toEqual(['scheduled']);
    pass(HOUR);
    await ring();
    expect((await shownTo('ben')).maintenances.map(({ phase }) => phase)).toEqual(['in_progress']);
    pass(HOUR);
    await ring();
    expect((await shownTo('ben')).maintenances).toEqual([]);
  });
});

describe('a shard that was not reached', () => {
  it('is told again two seconds later, and its sockets have it all', async () => {
    await organise();
    const ben = await connect(person('ben'));
    const away = vi.spyOn(Shard.prototype, 'publish').mockRejectedValueOnce(new Error('away'));
    const { id } = await open('Cards refused');
    await until(() => expect(away).toHaveBeenCalledTimes(1));
    expect(ben.state.view.incidents).toEqual([]);
    pass(2_000);
    await ring();
    await until(() => expect(ben.state.view.incidents.map((incident) => incident.id)).toEqual([id]));
    away.mockRestore();
  });

  it('is told until it hears, also who has to go', async () => {
    await organise();
    const ben = await connect(person('ben'));
    const away = vi.spyOn(Shard.prototype, 'publish').mockRejectedValue(new Error('away'));
    await done({
      type: 'save_audience',
      audience: audience({ members: ['ann@example.com', 'ben@example.com'] }),
    });
    pass(2_000);
    await ring();
    await until(() => expect(away).toHaveBeenCalledTimes(2));
    away.mockRestore();
    pass(2_000);
    await ring();
    await until(() => expect(ben.closeCode).toBe(4008));
  });
});

describe('the alarm', () => {
  const breakTable = (name: string) =>
    runInDurableObject(hub(), (_hub, { storage }) => {
      storage.sql.exec(`ALTER TABLE ${name} RENAME TO hidden`);
    });

  it('does the other jobs where one fails, and comes back for it', async () => {
    await organise();
    const { id } = await open('Cards refused');
    await update(id, 'Over.', { phase: 'resolved' });
    pass(24 * HOUR);
    await breakTable('answers');
    await ring();
    expect((await shownTo('ben')).incidents).toEqual([]);
    expect(await nextAlarm()).toBe(Date.parse(at(2_000)));
  });

  it('is set again even where nothing can be read', async () => {
    await organise();
    await breakTable('inbound');
    await ring();
    expect(await nextAlarm()).toBe(Date.parse(at(2_000)));
  });
});
