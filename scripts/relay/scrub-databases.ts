import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../lib/refusal.ts';
import { takeLock } from './lock.ts';

/**
 * Rewrites every database of a relay that does not run, so that no byte of a deleted row is left in a free page or a write-ahead log. The
 * relay itself cannot: a Durable Object may neither set `secure_delete` nor run `VACUUM`. Answers with the number of databases.
 * Source: https://www.sqlite.org/lang_vacuum.html
 */
export async function scrubDatabases(stateDir: string): Promise<number> {
  if (!existsSync(join(stateDir, 'storage')))
    throw new Refusal(`There is no relay's database in ${stateDir}.`);
  const lock = await takeLock(stateDir);
  try {
    const files = readdirSync(join(stateDir, 'storage'), { recursive: true, encoding: 'utf8' });
    const databases = files.filter((file) => file.endsWith('.sqlite'));
    for (const file of databases) scrub(join(stateDir, 'storage', file));
    return databases.length;
  } finally {
    lock.release();
  }
}

function scrub(path: string): void {
  const database = new DatabaseSync(path);
  database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE);');
  database.close();
}
