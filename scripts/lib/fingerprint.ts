import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './project.ts';

/** SHA-256 (hex) over the names and contents of all files under the given paths, and over `facts`. */
export function fingerprint(paths: readonly string[], facts: Readonly<Record<string, string>> = {}): string {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const file of paths.flatMap(filesUnder)) {
    hash.update(`\0${file}\0`).update(readFileSync(join(projectDir, file)));
  }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  const absolute = join(projectDir, path);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [path];
  return globSync('**/*', { cwd: absolute })
    .map((name) => `${path}/${name.replaceAll('\\', '/')}`)
    .filter((name) => statSync(join(projectDir, name)).isFile())
    .toSorted();
}
