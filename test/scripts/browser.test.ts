import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/browser.ts';

const dir = mkdtempSync(join(tmpdir(), 'masthead-browser-'));
afterAll(() => rmSync(dir, { recursive: true }));

function program(name: string): string {
  const path = join(dir, name);
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

describe('findBrowser', () => {
  it('takes the browser that CHROME_PATH names before any other', () => {
    program('chromium');
    const chosen = program('my-browser');
    expect(findBrowser({ PATH: dir, CHROME_PATH: chosen })?.path).toBe(chosen);
  });

  it('refuses a CHROME_PATH that is no program rather than test another browser', () => {
    expect(() => findBrowser({ PATH: dir, CHROME_PATH: join(dir, 'none') })).toThrow('CHROME_PATH names');
  });

  it('prefers Chromium to a branded browser', () => {
    program('google-chrome');
    const chromium = program('chromium');
    expect(findBrowser({ PATH: dir })?.path).toBe(chromium);
  });
});
