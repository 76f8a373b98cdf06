import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { readWranglerConfig, workerdConfig } from '../../scripts/relay/config.ts';
import { workerd } from '../../scripts/relay/workerd.ts';
import { textOf, trackedFiles } from './support/tracked-files.ts';

const Versions = v.record(v.string(), v.string());
const Manifest = v.object({
  version: v.string(),
  engines: v.object({ node: v.string() }),
  scripts: Versions,
  dependencies: Versions,
  devDependencies: Versions,
});
const Lock = v.object({
  packages: v.record(v.string(), v.object({ optionalDependencies: v.optional(Versions) })),
});
const manifest = v.parse(Manifest, JSON.parse(textOf('package.json')));
const { compatibility_date: compatibilityDate } = readWranglerConfig();

describe('packages', () => {
  it('are pinned to one exact version each', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  // `npm ci` refuses the whole installation for one of them that is missing, on every platform. npm leaves those out that the
  // registry at hand did not have when the lock file was written.
  it('are locked with the binaries of every platform', () => {
    const { packages } = v.parse(Lock, JSON.parse(textOf('package-lock.json')));
    const isLocked = (from: string, name: string) =>
      foldersAbove(from).some((dir) => `${dir}${name}` in packages);
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
    );
    expect(missing).toEqual([]);
  });

  it('bring Node 24, so that a machine with an older one just works', () => {
    expect(manifest.devDependencies['node']).toMatch(/^24\./);
    expect(manifest.engines.node).toBe('>=22.12');
    expect(textOf('.npmrc')).not.toContain('engine-strict');
  });
});

describe('the compatibility date', () => {
  it('is one that the pinned workerd accepts', () => {
    expect(compatibilityDate <= workerd().newestDate).toBe(true);
  });

  it('is one that the Vitest plugin accepts', () => {
    expect(compatibilityDate <= '2026-11-02').toBe(true);
  });

  it('is the one in the configuration of the bare workerd', () => {
    const config = workerdConfig({ ...readWranglerConfig(), port: 1, storageDir: '/x', bundle: 'y' });
    expect(config).toContain(`compatibilityDate = "${compatibilityDate}"`);
  });

  it('stands in no other file', () => {
    const pattern = new RegExp(`compatibility_?date['":\\s=]+${compatibilityDate}`, 'i');
    const files = trackedFiles().filter((file) => /\.(ts|mjs|json|jsonc|capnp)$/.test(file));
    expect(files.filter((file) => pattern.test(textOf(file)))).toEqual(['wrangler.jsonc']);
  });
});

describe('the commands', () => {
  it.each(['start', 'dev', 'build', 'zip', 'check', 'fix', 'test', 'test:e2e', 'bench', 'soak'])(
    'include npm run %s',
    (name) => {
      expect(manifest.scripts).toHaveProperty([name]);
    },
  );

  it('run scripts that exist', () => {
    const files = trackedFiles();
    const named = Object.values(manifest.scripts).flatMap((script) => [
      ...[...script.matchAll(/run\.mjs (\S+)/g)].map(([, name]) => `scripts/${name}.ts`),
      ...[...script.matchAll(/\bnode (\S+\.(?:ts|mjs))/g)].map(([, file]) => file ?? ''),
    ]);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
  });

  it('that the README and CONTRIBUTING name exist', () => {
    const text = textOf('README.md') + textOf('CONTRIBUTING.md');
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it('of the first page are the two that a newcomer needs', () => {
    expect(textOf('README.md')).toContain('npm ci && npm start');
    expect(textOf('README.md')).toContain('npm cit');
  });

  it('of continuous integration are the clean install and the whole test', () => {
    expect(textOf('.ci/run')).toMatch(/^exec npm cit/m);
  });
});

/** Where a package at this path of the lock file finds what it depends on, nearest first. */
function foldersAbove(path: string): string[] {
  const parts = path === '' ? [] : path.split(/\/?node_modules\//).slice(1);
  return Array.from({ length: parts.length + 1 }, (_, n) =>
    [...parts.slice(0, parts.length - n), '']
      .map((part) => part && `node_modules/${part}/`)
      .join('')
      .concat('node_modules/'),
  );
}
