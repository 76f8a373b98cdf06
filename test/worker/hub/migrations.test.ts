import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../worker/hub/migrate.ts';
import { hubMigrations, type Migration, shardMigrations } from '../../../worker/hub/migrations.ts';
import { loadState } from '../../../worker/hub/state-store.ts';
import { at, env, useRelay } from '../relay.ts';

useRelay();

/** Runs `work` on a database in which nothing has been made yet. */
function onEmptyDatabase<Result>(work: (storage: DurableObjectStorage) => Result): Promise<Result> {
  const stub = env.SHARD.get(env.SHARD.idFromName(`database ${databases++}`));
  return runInDurableObject(stub, (_shard, { storage }) => {
    for (const name of tables(storage)) storage.sql.exec(`DROP TABLE ${name}`);
    return work(storage);
  });
}
let databases = 0;

function tables({ sql }: DurableObjectStorage): string[] {
  const rows = sql.exec<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '[_s][cq]*' ORDER BY name`,
  );
  return rows.toArray().map(({ name }) => name);
}

function formOf({ sql }: DurableObjectStorage): string[] {
  const rows = sql.exec<{ sql: string }>(
    `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name`,
  );
  return rows.toArray().map((row) => row.sql);
}

const lists: [string, readonly Migration[]][] = [
  ['hub', hubMigrations],
  ['shard', shardMigrations],
];

describe.each(lists)('migrations of the %s', (_name, migrations) => {
  it('are numbered from one without a gap', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('end in the same form from each earlier number', async () => {
    const whole = await onEmptyDatabase((storage) => {
      migrate(storage, migrations, at());
      return formOf(storage);
    });
    expect(whole.length).toBeGreaterThan(2);
    for (const { number } of migrations) {
      const stepwise = await onEmptyDatabase((storage) => {
        migrate(storage, migrations.slice(0, number), at());
        migrate(storage, migrations, at());
        return formOf(storage);
      });
      expect(stepwise).toEqual(whole);
    }
  });

  it('change nothing when run again', async () => {
    const [once, twice] = await onEmptyDatabase((storage) => {
      migrate(storage, migrations, at());
      const first = formOf(storage);
      migrate(storage, migrations, at());
      return [first, formOf(storage)];
    });
    expect(twice).toEqual(once);
  });
});

it('refuses a database in which a newer build has done more, and leaves it as it was', async () => {
  const found = await onEmptyDatabase((storage) => {
    const newer = { number: shardMigrations.length + 1, sql: 'CREATE TABLE new_thing (id TEXT) STRICT' };
    migrate(storage, [...shardMigrations, newer], at());
    const before = formOf(storage);
    expect(() => migrate(storage, shardMigrations, at())).toThrow('a newer build');
    return formOf(storage).join() === before.join();
  });
  expect(found).toBe(true);
});

it('leaves a database as it was where a step fails', async () => {
  const found = await onEmptyDatabase((storage) => {
    const good = { number: 1, sql: 'CREATE TABLE good (id TEXT) STRICT' };
    const bad = { number: 2, sql: 'CREATE TABLE good (id TEXT) STRICT' };
    expect(() => migrate(storage, [good, bad], at())).toThrow(/good/);
    return tables(storage);
  });
  expect(found).toEqual([]);
});

it('lets audiences from before there were assignments assign nothing', async () => {
  const kept = await onEmptyDatabase((storage) => {
    migrate(storage, hubMigrations.slice(0, 4), at());
    const nouns = [
      ['audiences', '{"id":"board","name":"Board","members":["ann@example.com"]}'],
      ['services', '{"id":"board","name":"Checkout"}'],
    ];
    for (const [kind, json] of nouns)
      storage.sql.exec(
        "INSERT INTO nouns (kind, id, is_at_rest, json) VALUES (?, 'board', 0, ?)",
        kind,
        json,
      );
    migrate(storage, hubMigrations, at());
    return loadState(storage.sql);
  });
  const members = ['ann@example.com'];
  expect(kept.audiences).toEqual({
    board: { id: 'board', name: 'Board', members, includes: [], services: [], groups: [], fromSignIn: [] },
  });
  expect(kept.services).toEqual({ board: { id: 'board', name: 'Checkout' } });
});

it('takes what was let go without saying of what as if a signal was among it', async () => {
  const noted = await onEmptyDatabase((storage) => {
    migrate(storage, hubMigrations.slice(0, 5), at());
    storage.sql.exec("INSERT INTO receipts_let_go (incident, revision) VALUES ('inc_1', 2)");
    migrate(storage, hubMigrations, at());
    return storage.sql.exec('SELECT incident FROM signals_let_go').toArray();
  });
  expect(noted).toEqual([{ incident: 'inc_1' }]);
});
