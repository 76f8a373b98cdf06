import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import type { ReachAnswer } from '../../../shared/protocol/answers.ts';
import { migrate } from '../../../worker/hub/migrate.ts';
import { hubMigrations } from '../../../worker/hub/migrations.ts';
import {
  at,
  env,
  hub,
  liaison,
  open,
  organise,
  pass,
  person,
  readingOf,
  update,
  useRelay,
} from '../relay.ts';

useRelay();

const DAY = 24 * 3_600_000;
const ann = person('ann');
const ben = person('ben');

/** Lets the days pass, the hub doing its daily work on each. */
async function passDays(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    pass(DAY);
    await runDurableObjectAlarm(hub());
  }
}

async function reach(incidentId: string, revision: number | null = null): Promise<ReachAnswer> {
  const answer = await hub().readReach(incidentId, revision);
  if ('rejected' in answer) throw new Error(answer.rejected);
  return answer;
}

const showTo = (who: typeof ben, incidentId: string, revision = 1) =>
  hub().recordReceipts(who, [{ incidentId, revision, stage: 'displayed', at: at() }], null);

const rowsOf = (table: string) =>
  runInDurableObject(hub(), (_hub, { storage }) => storage.sql.exec(`SELECT * FROM ${table}`).toArray());

beforeEach(() => organise());

describe('receipts of an incident that is over', () => {
  it('are kept for 30 days and no longer', async () => {
    const { id } = await open('Cards refused');
    await showTo(ben, id);
    await update(id, 'Over.', { phase: 'resolved' });
    await passDays(30);
    expect(await rowsOf('receipts')).toHaveLength(1);
    expect(await reach(id, 1)).toMatchObject({ isComplete: true, stages: { displayed: 1 } });
    await passDays(1);
    expect(await rowsOf('receipts')).toEqual([]);
    expect(JSON.stringify(await rowsOf('receipts_let_go'))).not.toContain('ben');
  });

  it('that were let go are told of by reach, which then calls nobody unreached', async () => {
    const { id } = await open('Cards refused');
    await showTo(ben, id);
    await update(id, 'Over.', { phase: 'resolved' });
    expect((await reach(id, 1)).unreached).not.toEqual([]);
    await passDays(31);
    expect(await reach(id, 1)).toMatchObject({ isComplete: false, stages: { displayed: 0 }, unreached: [] });
  });

  it('that were let go leave the reach of later revisions whole', async () => {
    const { id } = await open('Cards refused');
    await showTo(ben, id);
    await update(id, 'Over.', { phase: 'resolved' });
    await passDays(31);
    await update(id, 'It is back.', { phase: 'investigating', reopen: true });
    await showTo(ben, id, 3);
    expect(await reach(id)).toMatchObject({ revision: 3, isComplete: true, stages: { displayed: 1 } });
    expect((await reach(id)).unreached.map((one) => one.id)).toContain(liaison.id);
    expect(await reach(id, 1)).toMatchObject({ isComplete: false, stages: { displayed: 1 }, unreached: [] });
  });

  it('go each in its own time', async () => {
    const { id } = await open('Cards refused');
    await showTo(ben, id);
    await update(id, 'Over.', { phase: 'resolved' });
    await passDays(20);
    await showTo(ann, id, 2);
    await passDays(11);
    expect((await rowsOf('receipts')).map((row) => row['person'])).toEqual([ann.id]);
    expect((await reach(id, 1)).isComplete).toBe(false);
    expect((await reach(id, 2)).isComplete).toBe(true);
  });
});

it('an acknowledgement of an incident that is still shown is kept, or it would be asked for again', async () => {
  const { id } = await open('Long and slow');
  await hub().acknowledge(ben, id, 1, null);
  await passDays(40);
  const { viewKey } = await readingOf(ben);
  expect(await hub().readOwn(viewKey, [ben.id])).toMatchObject({ [ben.id]: { acknowledged: { [id]: 1 } } });
  expect(await reach(id)).toMatchObject({ isComplete: true, stages: { acknowledged: 1 } });
});

describe('a signal', () => {
  it('is let go as receipts are, and reach says so', async () => {
    const { id } = await open('Cards refused');
    await hub().setSignal(ben, id, 'affected');
    await passDays(40);
    await readingOf(ben);
    expect(await reach(id)).toMatchObject({ isComplete: true, signals: { affected: 1 } });
    await update(id, 'Over.', { phase: 'resolved' });
    await passDays(2);
    expect(await rowsOf('signals')).toEqual([]);
    expect(await reach(id, 1)).toMatchObject({ isComplete: false, signals: { affected: 0 } });
  });

  it('that was let go is missed by every revision, which says so and still calls by name whom it has not reached', async () => {
    const { id } = await open('Cards refused');
    await hub().setSignal(ben, id, 'affected');
    await update(id, 'Over.', { phase: 'resolved' });
    await passDays(31);
    await update(id, 'It is back.', { phase: 'investigating', reopen: true });
    const later = await reach(id);
    expect(later).toMatchObject({ revision: 3, isComplete: false, signals: { affected: 0 } });
    expect(later.unreached.map((one) => one.id)).toContain(liaison.id);
  });
});

describe('what a person has chosen', () => {
  it('is kept for a year after the last time, and no longer', async () => {
    await hub().replaceSubscription(ben, { ...emptySubscription, services: ['checkout'] });
    await passDays(20);
    await readingOf(ben);
    await passDays(30);
    // Ben was known until then.
    pass(364 * DAY);
    await runDurableObjectAlarm(hub());
    expect(await rowsOf('subscriptions')).toHaveLength(1);
    await passDays(2);
    expect(await rowsOf('subscriptions')).toEqual([]);
  });
});

describe('a person who was here', () => {
  const known = async () => (await rowsOf('people')).map((row) => row['id']);

  it('is forgotten 30 days after the last time, and no longer counted by reach', async () => {
    const { id } = await open('Cards refused');
    await readingOf(ben);
    await passDays(20);
    await readingOf(ben);
    await passDays(30);
    expect(await known()).toContain(ben.id);
    await passDays(1);
    expect(await known()).not.toContain(ben.id);
    expect((await reach(id)).unreached.map((one) => one.id)).not.toContain(ben.id);
  });

  it('is known by address alone as long as an audience has them', async () => {
    const { id } = await open('Takeover talks', ['board']);
    await readingOf(ann);
    await passDays(31);
    expect(await known()).not.toContain(ann.id);
    expect((await reach(id)).unreached).toContainEqual({ id: ann.id, name: ann.id });
  });

  it('and was noted before days were written down is not forgotten at once', async () => {
    const stub = env.SHARD.get(env.SHARD.idFromName('an older hub'));
    const days = await runInDurableObject(stub, (_shard, { storage }) => {
      for (const name of ['meta', 'migrations']) storage.sql.exec(`DROP TABLE ${name}`);
      migrate(storage, hubMigrations.slice(0, 3), at());
      storage.sql.exec(`INSERT INTO people VALUES ('ben@example.com', 'ben', 'stakeholder')`);
      migrate(storage, hubMigrations, at());
      return storage.sql.exec('SELECT seen_on FROM people').toArray();
    });
    expect(days).toEqual([{ seen_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }]);
  });
});
