import {
  createReadStream,
  createWriteStream,
  existsSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Refusal } from '../lib/refusal.ts';
import { hubDatabase } from './hub-database.ts';

export interface BackupMade {
  readonly path: string;
  readonly bytes: number;
  readonly madeAt: string;
}

/**
 * Copies the hub's database into one file, compressed and readable by its owner only, also while the relay writes to it: the
 * copy is one read transaction of SQLite, so it holds what was committed when it began and nothing of what came after.
 * `VACUUM INTO` also leaves behind what was deleted. The source is opened for reading only: a second writer must not be the
 * one that ends the write-ahead log.
 */
export async function makeBackup(stateDir: string, to: string, now = new Date()): Promise<BackupMade> {
  const source = hubDatabase(join(stateDir, 'storage'));
  if (!source) throw new Refusal(`There is no relay's database in ${stateDir}.`);
  const madeAt = now.toISOString();
  const path = targetOf(to, madeAt);
  if (existsSync(path)) throw new Refusal(`${path} is there already: name another file.`);
  const [copy, draft] = [`${path}.sqlite.tmp`, `${path}.tmp`];
  try {
    copyDatabase(source, copy);
    noteOrigin(copy, basename(source), madeAt);
    await pipeline(
      createReadStream(copy),
      createGzip(),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    );
    renameSync(draft, path);
  } finally {
    for (const file of [copy, draft]) rmSync(file, { force: true });
  }
  return { path, bytes: statSync(path).size, madeAt };
}

function targetOf(to: string, madeAt: string): string {
  const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return resolve(isFolder ? join(to, `masthead-${madeAt.replaceAll(':', '-')}.sqlite.gz`) : to);
}

function copyDatabase(source: string, copy: string): void {
  // Made before, since SQLite would let others read it.
  writeFileSync(copy, '', { mode: 0o600 });
  const database = new DatabaseSync(source, { readOnly: true, timeout: 10_000 });
  try {
    database.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
  } finally {
    database.close();
  }
}

/** The file must find its way back under its own name, which is the object's id. */
function noteOrigin(copy: string, file: string, madeAt: string): void {
  const database = new DatabaseSync(copy);
  try {
    database.exec('CREATE TABLE masthead_backup (file TEXT NOT NULL, made_at TEXT NOT NULL) STRICT');
    database.prepare('INSERT INTO masthead_backup (file, made_at) VALUES (?, ?)').run(file, madeAt);
  } finally {
    database.close();
  }
}
