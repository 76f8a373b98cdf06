import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../worker/hub/hub-api.ts';
import {
  admin,
  checkout,
  hub,
  liaison,
  open,
  organise,
  pass,
  person,
  refusalOf,
  update,
  useRelay,
} from '../relay.ts';

useRelay();

const post = (incidentId: string, message: string, ifRevision?: number) =>
  ({ type: 'post_update', incidentId, input: { message }, ifRevision }) as const;

function countEvents(): Promise<number> {
  return runInDurableObject(
    hub(),
    (_hub, { storage }) =>
      storage.sql.exec<{ count: number }>('SELECT COUNT(*) AS count FROM events').one().count,
  );
}

describe('an Idempotency-Key', () => {
  it('gets the first answer again and changes nothing', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const repeat = { key: 'k1', requestHash: 'h1' };
    const first = await hub().execute(liaison, post(id, 'We look into it.'), repeat);
    const events = await countEvents();
    await update(id, 'Something else happened since.');
    const second = await hub().execute(liaison, post(id, 'We look into it.'), repeat);
    expect(second).toEqual(first);
    expect(await countEvents()).toBe(events + 1);
  });

  it('outlives the hub', async () => {
    await organise();
    const repeat = { key: 'k1', requestHash: 'h1' };
    const command = { type: 'save_service', service: checkout, mustBeNew: false } as const;
    const first = await hub().execute(admin, command, repeat);
    await evictDurableObject(hub());
    expect(await hub().execute(admin, command, repeat)).toEqual(first);
  });

  it('is refused for another request', async () => {
    await organise();
    const { id } = await open('Cards refused');
    await hub().execute(liaison, post(id, 'One.'), { key: 'k1', requestHash: 'h1' });
    const other = await hub().execute(liaison, post(id, 'Two.'), { key: 'k1', requestHash: 'h2' });
    expect(refusalOf(other)).toBe('idempotency_key_reused');
  });

  it('belongs to one person', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const repeat = { key: 'k1', requestHash: 'h1' };
    await hub().execute(liaison, post(id, 'One.'), repeat);
    const other = (await hub().execute(admin, post(id, 'One.'), repeat)) as Answer;
    expect(other.revision).toBe(3);
  });

  it('is not used up by a refusal', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const repeat = { key: 'k1', requestHash: 'h1' };
    expect(refusalOf(await hub().execute(liaison, post(id, 'One.', 7), repeat))).toBe('stale_revision');
    expect(refusalOf(await hub().execute(liaison, post(id, 'One.', 1), repeat))).toBe('none');
  });
});

describe('If-Match', () => {
  it('lets one of two liaisons through and tells the other the revision', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const [first, second] = await Promise.all([
      hub().execute(liaison, post(id, 'One.', 1), null),
      hub().execute(admin, post(id, 'Two.', 1), null),
    ]);
    expect(refusalOf(first)).toBe('none');
    expect(second).toMatchObject({ rejected: 'stale_revision', facts: { revision: 2 } });
  });
});

describe('what was answered', () => {
  it('is there after the hub was torn down', async () => {
    await organise();
    const { id } = await open('Cards refused');
    await update(id, 'Still so.');
    await evictDurableObject(hub());
    const answer = (await hub().readIncident(liaison, id)) as Answer;
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ title: 'Cards refused', revision: 2 });
  });

  it('stands in the log with its time and who did it', async () => {
    await organise();
    pass(1_000);
    await open('Cards refused');
    const last = await runInDurableObject(hub(), (_hub, { storage }) =>
      storage.sql
        .exec<{ at: string; actor: string; type: string }>(
          'SELECT at, actor, type FROM events ORDER BY number DESC',
        )
        .toArray()
        .at(0),
    );
    expect(last).toEqual({
      at: '2090-01-01T00:00:01.000Z',
      actor: JSON.stringify(liaison),
      type: 'incident_opened',
    });
  });

  it('shows a person nothing of an incident for others, as if it did not exist', async () => {
    await organise();
    const { id } = await open('Takeover talks', ['board']);
    const forAnn = await hub().readIncident(person('ann'), id);
    expect(refusalOf(forAnn)).toBe('none');
    expect(await hub().readIncident(person('ben'), id)).toEqual(
      await hub().readIncident(person('ben'), 'inc_nothing'),
    );
  });
});
