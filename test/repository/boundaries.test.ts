import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { sourcesIn, textOf } from './support/tracked-files.ts';

/** Folders of this repository that a file imports from, and packages by their name. */
function importsOf(file: string): string[] {
  const pattern = /(?:\bfrom\s*|(?<!\/)\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;
  return [...textOf(file).matchAll(pattern)].map(([, name = '']) =>
    name.startsWith('.') ? join(dirname(file), name) : name,
  );
}

function strangers(folder: string, isForeign: (name: string) => boolean): string[] {
  return sourcesIn(folder).flatMap((file) =>
    importsOf(file)
      .filter(isForeign)
      .map((name) => `${file} imports ${name}`),
  );
}

describe('the edges', () => {
  it('worker imports neither extension nor scripts nor tests', () => {
    expect(strangers('worker', (name) => /^(extension|scripts|test)\//.test(name))).toEqual([]);
  });

  it('extension imports neither worker nor scripts nor tests', () => {
    expect(strangers('extension', (name) => /^(worker|scripts|test)\//.test(name))).toEqual([]);
  });

  it('shared imports no edge', () => {
    expect(strangers('shared', (name) => /^(worker|extension|scripts|test)\//.test(name))).toEqual([]);
  });

  it.each(['shared/model', 'shared/core', 'shared/protocol'])(
    '%s knows one package, the schemas',
    (folder) => {
      const isPackage = (name: string) => !name.startsWith('shared/') && name !== 'valibot';
      expect(strangers(folder, isPackage)).toEqual([]);
    },
  );

  it.each(['shared/model', 'shared/core', 'shared/protocol'])('%s does not know the components', (folder) => {
    expect(strangers(folder, (name) => name.startsWith('shared/ui/'))).toEqual([]);
  });

  it('sees imports at all', () => {
    expect(importsOf('scripts/start.ts')).toContain('scripts/relay.ts');
  });
});
