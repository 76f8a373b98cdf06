import { describe, expect, it } from 'vitest';
import { textOf, trackedFiles } from './support/tracked-files.ts';

const files = trackedFiles();
const code = files.filter((file) => /\.(tsx?|mjs|js|css|html)$/.test(file));
const text = files.filter((file) => !/\.(png|ico|zip|woff2?)$/.test(file));

/** Lines that no file may go beyond: longer ones tell more than one story. */
const LONGEST = 300;

describe('files', () => {
  it(`of code have at most ${LONGEST} lines`, () => {
    const long = code.filter((file) => textOf(file).split('\n').length - 1 > LONGEST);
    expect(long).toEqual([]);
  });

  it('have names in kebab-case', () => {
    const isKebab = (file: string) =>
      file
        .split('/')
        .at(-1)
        ?.replace(/\.(test|config|base)?\.?[a-z]+$/, '')
        .match(/^[a-z0-9.-]+$/);
    expect(code.filter((file) => !isKebab(file))).toEqual([]);
  });

  it('name no place of somebody’s machine', () => {
    const machine = /(?<![\w.*@/-])(?:\/work\/|\/root\/|\/home\/[a-z]|\/Users\/[a-z]|C:\\\\Users)/;
    expect(linesWith(machine)).toEqual([]);
  });

  it('name no package registry: where packages come from is the machine’s business', () => {
    expect(linesWith(/registry\.npm|registry\.yarn|npm\.pkg|"resolved":/)).toEqual([]);
  });

  it('skip no test and hold back no other', () => {
    const tests = code.filter((file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx'));
    const pattern = new RegExp(String.raw`\b(?:it|test|describe)\.(?:skip|todo|only|skipIf|runIf|fails)\b`);
    expect(tests.filter((file) => pattern.test(textOf(file)))).toEqual([]);
  });
});

describe('the repository', () => {
  it.each([
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'PRIVACY.md',
    'LICENSE',
    'docs/architecture.md',
    'docs/protocol.md',
    'docs/errors.md',
    'docs/adr/README.md',
  ])('has %s', (file) => {
    expect(files).toContain(file);
  });

  it('has no link in its pages that leads nowhere', () => {
    const pages = files.filter((file) => file.endsWith('.md'));
    const broken = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map(([, target = '']) => new URL(target, `file:///${page}`).pathname.slice(1))
        .filter(
          (target) => !files.some((file) => file === target || file.startsWith(target.replace(/\/?$/, '/'))),
        )
        .map((target) => `${page} → ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

function linesWith(pattern: RegExp): { file: string; line: string }[] {
  // This file names what it looks for.
  return text
    .filter((file) => file !== 'test/repository/files.test.ts')
    .flatMap((file) =>
      textOf(file)
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => ({ file, line: line.trim().slice(0, 120) })),
    );
}
