import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { errorCode, Refusal } from '../lib/refusal.ts';
import { takeLock } from '../relay/lock.ts';
import { prepareStateFolder } from '../relay/state-folder.ts';
import { hubDatabase } from './hub-database.ts';
import { beginAnew, keepCredentialsOf } from './new-history.ts';

export interface Restored {
  readonly madeAt: string;
  /** Where what was there before lies now; `null` where nothing was. */
  readonly before: string | null;
  /** False where who may come in is as it was when the backup was made, and not as it was last. */
  readonly hasLatestCredentials: boolean;
}

/**
 * Puts a backup in the place of a stopped relay's database, as another history: no client keeps a position of the one that it
 * replaces. What was there is moved aside and never deleted. Refuses a relay that runs, a file that is no whole backup, and a
 * database in its way unless `isForced`.
 */
export async function restoreBackup(
  dir: string,
  from: string,
  { isForced = false, now = new Date() } = {},
): Promise<Restored> {
  if (!existsSync(from)) throw new Refusal(`There is no ${from}.`);
  const stateDir = prepareStateFolder(dir, 'give it to this user');
  const lock = await takeLock(stateDir);
  try {
    const storage = join(stateDir, 'storage');
    const current = hubDatabase(storage);
    if (current && !isForced)
      throw new Refusal(`${stateDir} holds a relay's database: --force moves it aside and restores.`);
    const restored = join(stateDir, 'storage-restored');
    rmSync(restored, { recursive: true, force: true });
    mkdirSync(join(restored, 'masthead-hub'), { recursive: true, mode: 0o700 });
    const database = join(restored, 'hub.tmp');
    const { file, madeAt } = await unpack(from, database).catch((error: unknown) => {
      rmSync(restored, { recursive: true, force: true });
      throw error;
    });
    const hasLatestCredentials = current ? keepCredentialsOf(current, database) : false;
    beginAnew(database, { isSignedOut: !hasLatestCredentials });
    renameSync(database, join(restored, 'masthead-hub', file));
    const before = join(stateDir, `storage-before-${now.toISOString().replaceAll(':', '-')}`);
    renameSync(storage, before);
    renameSync(restored, storage);
    if (!current) rmSync(before, { recursive: true });
    return { madeAt, before: current ? before : null, hasLatestCredentials };
  } finally {
    lock.release();
  }
}

/** The compressed form has a checksum of the whole, so no byte of a backup changes unseen. */
async function unpack(from: string, to: string): Promise<{ file: string; madeAt: string }> {
  try {
    await pipeline(
      createReadStream(from),
      createGunzip(),
      createWriteStream(to, { mode: 0o600, flush: true }),
    );
    const database = new DatabaseSync(to, { readOnly: true });
    try {
      const check = database.prepare('PRAGMA integrity_check').get();
      const origin = database.prepare('SELECT file, made_at FROM masthead_backup').get();
      const file = String(origin?.['file']);
      if (check?.['integrity_check'] !== 'ok' || !/^[0-9a-f]{64}\.sqlite$/.test(file))
        throw new Refusal(`${from} is damaged: take an older backup.`);
      return { file, madeAt: String(origin?.['made_at']) };
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      `${from} is no backup of a relay, or is damaged (${errorCode(error) || String(error)}): take another.`,
    );
  }
}
