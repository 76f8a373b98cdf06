import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** A file as it stands in a package. */
export interface PackedFile {
  /** Relative, with forward slashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The first moment that a zip can hold. Zips keep the local time, so it is the same in every zone. */
const noTime = new Date(1980, 0, 1);

/**
 * The files as a zip whose bytes depend on nothing but their names and contents. fflate deflates in JavaScript: what zlib
 * makes may differ from one processor to the next.
 */
export function zipOf(files: readonly PackedFile[]): Uint8Array {
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return zipSync(Object.fromEntries(sorted.map(({ name, bytes }) => [name, bytes])), {
    level: 9,
    mtime: noTime,
  });
}

/** All files under a folder that `isWanted`, by their names relative to it. */
export function filesIn(folder: string, isWanted: (name: string) => boolean = () => true): PackedFile[] {
  return globSync('**/*', { cwd: folder })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => isWanted(name) && statSync(join(folder, name)).isFile())
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}
