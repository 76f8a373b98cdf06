import { globSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Path of the hub's database in a storage folder, or `null` where there is none yet. Everything that the relay has answered for
 * is in it; shards hold nothing that could not be lost. The folder is named by the namespace's unique key, the file by the
 * object's id; the platform's own file beside it holds alarms.
 */
export function hubDatabase(storageDir: string): string | null {
  const files = globSync('masthead-hub/*.sqlite', { cwd: storageDir }).filter(
    (name) => !name.endsWith('metadata.sqlite'),
  );
  if (files.length > 1) throw new Error(`${storageDir} holds more than one hub`);
  return files[0] ? join(storageDir, files[0]) : null;
}
