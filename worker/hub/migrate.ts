import { log } from '../log.ts';
import type { Migration } from './migrations.ts';

/**
 * Brings a database to the newest form: runs the steps it has not had, in order, each at most once. All or nothing. Throws, and writes
 * nothing, where the database has had steps that this build does not know: it would misread what they made.
 * The numbers live in a table of our own, since Durable Objects forbid `PRAGMA user_version`.
 */
export function migrate(storage: DurableObjectStorage, migrations: readonly Migration[], at: string): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    sql.exec('CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT');
    const done = new Set(
      sql
        .exec<{ number: number }>('SELECT number FROM migrations')
        .toArray()
        .map((row) => row.number),
    );
    const [found, known] = [Math.max(0, ...done), migrations.at(-1)?.number ?? 0];
    if (found > known) {
      log.error('database.too_new', { found, known });
      throw new Error('a newer build has written this database');
    }
    for (const step of migrations.filter(({ number }) => !done.has(number))) {
      sql.exec(step.sql);
      sql.exec('INSERT INTO migrations (number, at) VALUES (?, ?)', step.number, at);
    }
  });
}
