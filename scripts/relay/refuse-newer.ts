import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hubMigrations } from '../../worker/hub/migrations.ts';
import { EX_CONFIG, Refusal } from '../lib/refusal.ts';

/**
 * Refuses the database of a newer build in one sentence. The relay refuses it too, but to whoever calls it only. For the holder of the
 * folder's lock: SQLite may have to finish what a crash left.
 */
export function refuseNewerDatabase(stateDir: string): void {
  const folder = join(stateDir, 'storage', 'masthead-hub');
  const known = hubMigrations.length;
  for (const file of listIn(folder)) {
    const found = newestStepIn(join(folder, file));
    if (found > known)
      throw new Refusal(
        `A newer build has written the database in ${stateDir} (step ${found}, this build knows ${known}): start that build again, or restore a backup from before it.`,
        EX_CONFIG,
      );
  }
}

function listIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.sqlite'));
  } catch {
    // Nothing has been written there yet.
    return [];
  }
}

/** The number of the newest step; 0 in a database that has no steps, such as the platform's own. */
function newestStepIn(path: string): number {
  const database = new DatabaseSync(path);
  try {
    const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").get();
    const row = table && database.prepare('SELECT MAX(number) AS newest FROM migrations').get();
    return Number(row?.['newest'] ?? 0);
  } finally {
    database.close();
  }
}
