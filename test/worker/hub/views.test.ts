import { reset, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../shared/protocol/limits.ts';
import { useRandom } from '../../../worker/random.ts';
import { connect, until } from '../browser.ts';
import { admin, done, hub, liaison, open, organise, person, update, useRelay } from '../relay.ts';
import { audience } from '../../support/builders.ts';

useRelay();

/** Runs a step with the random numbers that belong to it, so that other steps cannot shift them. */
async function seeded<Result>(seed: number, step: () => Promise<Result>): Promise<Result> {
  let next = seed * 1_000;
  const putBack = useRandom((bytes) => {
    next += 1;
    bytes.forEach((_, index) => {
      bytes[index] = (next >>> (8 * (index % 4))) & 0xff;
    });
  });
  try {
    return await step();
  } finally {
    putBack();
  }
}

/** Everything that an outsider is sent or can ask for, with or without an incident for others beside it. */
async function outsiderBytes(hasSecret: boolean): Promise<string[]> {
  const ben = person('ben');
  await seeded(1, organise);
  const browser = await seeded(2, () => connect(ben));
  const { id } = await seeded(3, () => open('Cards refused'));
  const secret = hasSecret ? await seeded(4, () => open('Takeover talks', ['board'])) : null;
  await seeded(5, () => update(id, 'Some cards still fail.'));
  if (secret) await seeded(6, () => update(secret.id, 'Signed.', { severity: 'sev1' }));
  if (secret) await seeded(7, () => hub().acknowledge(person('ann'), secret.id, 2, null));
  await seeded(8, () => update(id, 'Over.', { phase: 'resolved' }));
  if (secret) await seeded(9, () => update(secret.id, 'Done.', { phase: 'resolved' }));
  await until(() => expect(browser.of('incident').length).toBe(3));
  browser.hello();
  await until(() => expect(browser.of('resume').length).toBe(1));
  const late = await seeded(10, () => connect(person('cat')));
  const answers = [
    await hub().readView(ben),
    await hub().readIncident(ben, id),
    await hub().readIncident(ben, secret?.id ?? 'inc_0'),
  ];
  return [...browser.texts, ...late.texts, ...answers.map((answer) => JSON.stringify(answer))];
}

describe('an incident for some', () => {
  it('moves no number and no byte of those who may not read it', async () => {
    const without = await outsiderBytes(false);
    await reset();
    const withSecret = await outsiderBytes(true);
    expect(withSecret).toEqual(without);
    expect(without.length).toBeGreaterThan(7);
  });

  it('is withdrawn from those who lose it and shown to those who gain it, in one step', async () => {
    await organise();
    const [ann, ben] = [await connect(person('ann')), await connect(person('ben'))];
    const { id } = await open('Cards refused');
    await done({ type: 'set_incident_audiences', incidentId: id, audiences: ['board'] });
    await until(() => {
      expect(ben.of('removed').map((message) => message.id)).toEqual([id]);
      expect(ann.state.view.incidents.map((incident) => incident.isRestricted)).toEqual([true]);
    });
    await done({ type: 'set_incident_audiences', incidentId: id, audiences: [] });
    await until(() => expect(ben.state.view.incidents.map((incident) => incident.id)).toEqual([id]));
  });
});

describe('a person whose audiences change', () => {
  it('is sent away and reads the other view with the next ticket', async () => {
    await organise();
    const { id } = await open('Takeover talks', ['board']);
    const [ann, ben, cat] = [
      await connect(person('ann')),
      await connect(person('ben')),
      await connect(person('cat')),
    ];
    const members = ['ben@example.com'];
    await done({ type: 'save_audience', audience: audience({ members }) }, admin);
    await until(() => expect([ann.closeCode, ben.closeCode]).toEqual([4008, 4008]));
    expect(cat.closeCode).toBeNull();
    expect((await connect(person('ben'))).state.view.incidents.map((incident) => incident.id)).toEqual([id]);
    expect((await connect(person('ann'))).state.view.incidents).toEqual([]);
  });

  it('hears nothing more even while the shard is being told', async () => {
    await organise();
    const ann = await connect(person('ann'));
    await done({ type: 'save_audience', audience: audience() }, admin);
    await open('Takeover talks', ['board']);
    await until(() => expect(ann.closeCode).toBe(4008));
    expect(ann.of('incident')).toEqual([]);
  });
});

describe('views', () => {
  it('are one for all who may read the same', async () => {
    await organise();
    const [ben, cat] = [await hub().readView(person('ben')), await hub().readView(person('cat'))];
    expect(ben).toEqual(cat);
  });

  it('share no epoch and no offset', async () => {
    await organise();
    const readings = await Promise.all(
      [person('ann'), person('ben'), liaison].map((one) => hub().readView(one)),
    );
    const epochs = readings.map((reading) => ('rejected' in reading ? '' : reading.position.epoch));
    expect(new Set(epochs).size).toBe(3);
  });

  it('that nobody belongs to any more make room for new ones', async () => {
    await organise();
    await hub().readView(person('ann'));
    await runInDurableObject(hub(), (_hub, { storage }) => {
      for (let n = 1; n < limits.views; n += 1) {
        const row = [`s:left${n}`, `shard${n}`, `epoch${n}`];
        storage.sql.exec('INSERT INTO views (key, shard, epoch, offset) VALUES (?, ?, ?, 0)', ...row);
      }
    });
    const before = await hub().readView(person('ann'));
    expect(await hub().readView(person('ben'))).not.toHaveProperty('rejected');
    expect(await hub().readView(person('ann'))).toEqual(before);
  });

  it('make no room while their shard has still somebody to send away', async () => {
    await organise();
    await runInDurableObject(hub(), (_hub, { storage: { sql } }) => {
      for (let n = 1; n <= limits.views; n += 1)
        sql.exec(
          'INSERT INTO views (key, shard, epoch, offset) VALUES (?, ?, ?, 0)',
          `s:left${n}`,
          `shard${n}`,
          `epoch${n}`,
        );
      sql.exec(`INSERT INTO moves SELECT shard, 'ann@example.com' FROM views WHERE key <> 's:left7'`);
      sql.exec(
        `INSERT INTO revocations (shard, kind, id, version) VALUES ('shard7', 'person', 'ann@example.com', 1)`,
      );
    });
    expect(await hub().readView(person('ben'))).toMatchObject({ rejected: 'too_many_views' });
    await runInDurableObject(hub(), (_hub, { storage: { sql } }) =>
      sql.exec('DELETE FROM revocations').toArray(),
    );
    expect(await hub().readView(person('ben'))).not.toHaveProperty('rejected');
  });

  it('are refused beyond the cap', async () => {
    await done({ type: 'save_service', service: { id: 'checkout', name: 'Checkout' } }, admin);
    // 2^6 different sets of six audiences: with the liaisons' own view that is one too many.
    const bits = [0, 1, 2, 3, 4, 5];
    const people = Array.from({ length: limits.views }, (_, n) => `p${n}`);
    for (const bit of bits) {
      const members = people.filter((_, n) => (n >> bit) & 1).map((name) => `${name}@example.com`);
      await done({ type: 'save_audience', audience: audience({ id: `a${bit}`, members }) }, admin);
    }
    await hub().readView(admin);
    const answers = await Promise.all(people.map((name) => hub().readView(person(name))));
    const refused = answers.filter((answer) => 'rejected' in answer);
    expect(refused).toMatchObject([{ rejected: 'too_many_views' }]);
  });
});
