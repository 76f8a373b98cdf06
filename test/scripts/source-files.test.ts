import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSource, writeAlertFiles } from '../../scripts/demo/source-files.ts';

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'masthead-source-'));
});
afterEach(() => rmSync(stateDir, { recursive: true }));

it('writes alerts for the address of this start, which only the owner may read', () => {
  keepSource(stateDir, { url: 'http://127.0.0.1:1/inbound/alertmanager/key', secret: 's3cret' });
  const files = writeAlertFiles(stateDir, 'http://127.0.0.1:2', new Date(0));
  for (const [status, path] of Object.entries(files ?? {})) {
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('url = "http://127.0.0.1:2/inbound/alertmanager/key"');
    expect(text).toContain('header = "authorization: Bearer s3cret"');
    const data = /^data = (.*)$/m.exec(text)?.[1] ?? '';
    expect(JSON.parse(JSON.parse(data) as string)).toMatchObject({ version: '4', status });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  }
  expect(Object.keys(files ?? {})).toEqual(['firing', 'resolved']);
});

it('has no alert to offer where there is no demo source', () => {
  expect(writeAlertFiles(stateDir, 'http://127.0.0.1:2', new Date(0))).toBeNull();
});
