import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, toolCommand } from '../../scripts/lib/command.ts';
import { inProject } from '../../scripts/lib/project.ts';
import { codeOf, sourcesIn } from './support/tracked-files.ts';

/** One line of code each that the pure project must not compile. */
const impure = {
  fetch: "export const answer = fetch('https://example.com/');",
  setTimeout: 'setTimeout(() => {}, 1);',
  setInterval: 'setInterval(() => {}, 1);',
  queueMicrotask: 'queueMicrotask(() => {});',
  performance: 'export const now = performance.now();',
  crypto: 'export const id = crypto.randomUUID();',
  console: "console.log('hello');",
  process: 'export const home = process.env;',
  document: 'export const title = document.title;',
  WebSocket: "export const socket = new WebSocket('wss://example.com/');",
  localStorage: 'localStorage.clear();',
  Buffer: "export const bytes = Buffer.from('');",
};

const pure = ['shared/model', 'shared/core', 'shared/protocol'];

describe('the pure project', () => {
  let dir: string;
  let output: string;

  beforeAll(async () => {
    mkdirSync(inProject('test-results'), { recursive: true });
    dir = mkdtempSync(inProject('test-results', 'purity-'));
    const config = { extends: '../../shared/tsconfig.json', include: ['.'] };
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(config));
    for (const [name, code] of Object.entries(impure))
      writeFileSync(join(dir, `uses-${name}.ts`), `${code}\n`);
    writeFileSync(join(dir, 'pure.ts'), 'export const late = new Date(0).toISOString();\n');
    ({ output } = await runCommand(toolCommand('typescript', '-p', dir, '--pretty', 'false')));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each(Object.keys(impure))('does not compile %s', (name) => {
    expect(output).toMatch(new RegExp(`uses-${name}\\.ts\\(.*error TS2\\d+: Cannot find name '${name}'`));
  });

  it('compiles the formatting of a time that it was given', () => {
    expect(output).not.toContain('pure.ts');
  });

  it('holds exactly the three pure folders', () => {
    const config = JSON.parse(readFileSync(inProject('shared/tsconfig.json'), 'utf8')) as {
      include: string[];
    };
    expect(config.include.map((folder) => `shared/${folder}`)).toEqual(pure);
  });

  // The language itself has a clock and a random source, so no compiler option can keep these two out.
  it.each(sourcesIn(...pure))('%s reads no clock and draws no random number', (file) => {
    expect(codeOf(file)).not.toMatch(/\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(|\bMath\.random\b/);
  });
});
