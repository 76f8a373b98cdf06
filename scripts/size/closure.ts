import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * The files that a browser loads for an entry of a built extension, the entry itself first: what a page names in `src`
 * and `href`, and what a script imports statically. Paths are relative to `dir`; files that are not there are left out.
 */
export function loadedFiles(dir: string, entry: string): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || !existsSync(join(dir, file))) return;
    found.add(file);
    for (const reference of referencesIn(file, readFileSync(join(dir, file), 'utf8'))) {
      visit(
        reference.startsWith('/') ? normalize(reference.slice(1)) : normalize(join(dirname(file), reference)),
      );
    }
  };
  visit(entry);
  return [...found];
}

function referencesIn(file: string, text: string): string[] {
  const pattern = file.endsWith('.html')
    ? /(?:src|href)="([^":]+)"/g
    : /(?:\bimport|\bfrom)\s*["']([./][^"']+)["']/g;
  return [...text.matchAll(pattern)].flatMap(([, reference]) => reference ?? []);
}
