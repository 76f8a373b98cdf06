import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadedFiles } from '../../scripts/size/closure.ts';
import { isWithin } from '../../scripts/size/measure.ts';

it('finds every file that a page loads, and none that it does not', () => {
  const dir = mkdtempSync(join(tmpdir(), 'masthead-sizes-'));
  mkdirSync(join(dir, 'chunks'));
  const files = {
    'popup.html':
      '<script type="module" src="/chunks/popup.js"></script><link href="/style.css"><a href="https://x.example/y">',
    'chunks/popup.js': 'import{a as b}from"./shared.js";import"./side.js";b()',
    'chunks/shared.js': 'export const a=()=>import("./late.js")',
    'chunks/side.js': 'import"./popup.js"',
    'chunks/late.js': '',
    'style.css': 'a{}',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  expect(loadedFiles(dir, 'popup.html')).toEqual([
    'popup.html',
    'chunks/popup.js',
    'chunks/shared.js',
    'chunks/side.js',
    'style.css',
  ]);
  rmSync(dir, { recursive: true });
});

it.each([
  [100, true],
  [101, false],
  [null, false],
])('takes %s of 100 for within the budget: %s', (value, isOk) => {
  expect(isWithin({ name: 'popup', value, limit: 100, unit: 'kB' })).toBe(isOk);
});
