import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { Settings } from '../../../shared/model/settings.ts';
import { admin, at, hub, open, organise, pass, person, readingOf, update, useRelay } from '../relay.ts';

useRelay();

const ben = person('ben');

async function passDays(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    pass(24 * 3_600_000);
    await runDurableObjectAlarm(hub());
  }
}

const count = (table: string, where = 'TRUE') =>
  runInDurableObject(
    hub(),
    (_hub, { storage }) =>
      storage.sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`).one().n,
  );

beforeEach(() => organise());

describe('what is kept', () => {
  it('goes by the days that an admin has settled', async () => {
    const settings = v.parse(Settings, { receiptsKeptDays: 2, peopleKeptDays: 4, auditKeptDays: 30 });
    await hub().run('replaceSettings', admin, settings);
    const { id } = await open('Cards refused');
    await readingOf(ben);
    await hub().recordReceipts(ben, [{ incidentId: id, revision: 1, stage: 'opened', at: at() }], null);
    await update(id, 'Over.', { phase: 'resolved' });
    const here = "id = 'ben@example.com'";
    await passDays(2);
    expect([await count('receipts'), await count('people', here)]).toEqual([1, 1]);
    await passDays(1);
    expect([await count('receipts'), await count('people', here)]).toEqual([0, 1]);
    await passDays(2);
    expect(await count('people', here)).toBe(0);
  });

  it('of the audit log is at least what was written in the last 30 days', async () => {
    await hub().run('replaceSettings', admin, v.parse(Settings, { auditKeptDays: 30 }));
    await passDays(30);
    expect(await count('audit', "action = 'settings.save'")).toBe(1);
    await passDays(1);
    expect(await count('audit', "action = 'settings.save'")).toBe(0);
  });
});
