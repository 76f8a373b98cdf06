import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustRun } from '../../scripts/lib/command.ts';
import { inProject } from '../../scripts/lib/project.ts';
import { sourceFiles } from '../../scripts/packages/sources.ts';
import { filesIn, zipOf } from '../../scripts/packages/zip-file.ts';
import { textOf, trackedFiles } from '../repository/support/tracked-files.ts';

const { version } = JSON.parse(textOf('package.json')) as { version: string };
const zips = ['chrome', 'edge', 'firefox-sources', 'firefox'].map(
  (store) => `masthead-${version}-${store}.zip`,
);
const [chrome = '', edge = '', sources = '', firefox = ''] = zips;

let root = '';
/** Two copies of the project that hold what the sources zip holds, nothing else, and lie at paths of different length. */
let copies: readonly [string, string];

beforeAll(async () => {
  root = realpathSync(await mkdtemp(join(tmpdir(), 'masthead-packages-')));
  copies = [join(root, 'a'), join(root, 'a second', 'folder')];
  const zip = zipOf(sourceFiles());
  for (const copy of copies) {
    unpack(zip, copy);
    symlinkSync(realpathSync(inProject('node_modules')), join(copy, 'node_modules'));
    const command = [process.execPath, join(copy, 'scripts/run.mjs'), 'zip'] as const;
    await mustRun('npm run zip', [...command], {
      cwd: copy,
      env: { MASTHEAD_RELAY_URL: 'https://x.example' },
    });
  }
}, 120_000);

afterAll(() => rm(root, { recursive: true }));

describe('npm run zip', () => {
  it('makes one file for each store, the sources and the checksums', () => {
    expect(readdirSync(packagesOf(copies[0])).toSorted()).toEqual(['SHA256SUMS', ...zips].toSorted());
  });

  it('makes the same bytes in two folders', () => {
    const [first, second] = copies.map((copy) => readFileSync(join(packagesOf(copy), 'SHA256SUMS'), 'utf8'));
    expect(second).toBe(first);
  });

  it('writes the checksums that the files have, as sha256sum does', () => {
    const sums = zips.map((name) => {
      const bytes = readFileSync(join(packagesOf(copies[1]), name));
      return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
    });
    expect(readFileSync(join(packagesOf(copies[0]), 'SHA256SUMS'), 'utf8')).toBe(sums.join(''));
  });

  it('makes sources from which the same sources are made', () => {
    expect(readFileSync(join(packagesOf(copies[0]), sources)).equals(zipOf(sourceFiles()))).toBe(true);
  });
});

describe('a package', () => {
  it.each([
    [chrome, 'chrome-mv3'],
    [edge, 'chrome-mv3'],
    [firefox, 'firefox-mv2'],
  ])('%s holds exactly the files of its build', (name, folder) => {
    const built = filesIn(join(copies[0], 'build/packages', folder)).map(({ name, bytes }) => [
      name,
      Buffer.from(bytes).toString('latin1'),
    ]);
    expect(built.length).toBeGreaterThan(20);
    expect(Object.fromEntries(entriesOf(name))).toEqual(Object.fromEntries(built));
  });

  it.each([chrome, firefox])('%s holds no source map, no test and no source', (name) => {
    const entries = entriesOf(name);
    expect(entries.map(([file]) => file).filter((file) => !/\.(js|css|html|json|png)$/.test(file))).toEqual(
      [],
    );
    expect(entries.map(([file]) => file).filter((file) => /test|spec/.test(file))).toEqual([]);
    expect(entries.filter(([, text]) => text.includes('sourceMappingURL')).map(([file]) => file)).toEqual([]);
  });

  it.each([chrome, firefox])('%s names no path of the machine and nothing of its environment', (name) => {
    const folders = [root, inProject(), realpathSync(inProject('node_modules')), homedir()];
    const traces = [...folders.map((folder) => `${folder}/`), 'file:///', 'x.example'];
    const found = entriesOf(name).filter(([, text]) => traces.some((trace) => text.includes(trace)));
    expect(found.map(([file]) => file)).toEqual([]);
  });
});

describe('the sources', () => {
  it('hold every file of the repository that the build reads, and no other', () => {
    const wanted = trackedFiles().filter((file) => /^(extension|shared|worker|scripts)\//.test(file));
    const held = entriesOf(sources)
      .map(([file]) => file)
      .filter((file) => file.includes('/'));
    expect(wanted.filter((file) => !held.includes(file))).toEqual([]);
    expect(held.filter((file) => /(^|\/)\.|\.test\./.test(file))).toEqual([]);
  });

  it('bring the lock file and say how to build', () => {
    const names = entriesOf(sources).map(([file]) => file);
    expect(names).toEqual(expect.arrayContaining(['package-lock.json', 'BUILDING.md', '.npmrc']));
    expect(textOf('BUILDING.md')).toMatch(/npm ci\nnpm run zip/);
  });

  it('leave out what git does not keep', () => {
    expect(existsSync(join(copies[0], 'test'))).toBe(false);
    expect(existsSync(join(copies[0], '.git'))).toBe(false);
  });
});

function packagesOf(copy: string): string {
  return join(copy, '.output/packages');
}

/** Names and contents (as Latin-1, one character a byte) of a package of the first copy. */
function entriesOf(name: string): [string, string][] {
  const files = unzipSync(readFileSync(join(packagesOf(copies[0]), name)));
  return Object.entries(files).map(([file, bytes]) => [file, Buffer.from(bytes).toString('latin1')]);
}

function unpack(zip: Uint8Array, folder: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}
