import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scrubDatabases } from '../../scripts/relay/scrub-databases.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';

const ADDRESS = 'canary.address@example.com';
const NAME = 'Canary Name';

let relay: TestRelay;
beforeAll(async () => {
  relay = await startTestRelay();
}, 60_000);
afterAll(() => relay?.discard());

async function admin(method: string, path: string, json?: object): Promise<number> {
  const response = await fetch(new URL(path, relay.url), {
    method,
    headers: { authorization: `Bearer ${relay.credentials.admin}`, 'content-type': 'application/json' },
    ...(json ? { body: JSON.stringify(json) } : {}),
  });
  return response.status;
}

/** Files of the state folder that hold the text, by name. */
function filesWith(text: string): string[] {
  return readdirSync(relay.stateDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));
}

it('leaves no byte of a person who was erased in any file, once the databases are rewritten', async () => {
  expect(await admin('POST', '/api/v1/people', { id: ADDRESS, name: NAME, role: 'stakeholder' })).toBe(201);
  const board = { name: 'Board', members: [ADDRESS] };
  expect(await admin('PUT', '/api/v1/audiences/board', board)).toBe(200);
  expect(await admin('POST', `/api/v1/people/${ADDRESS}/erase`, { confirm: ADDRESS })).toBe(200);
  await relay.stop();
  // This is why there is a command: the rows are gone, and the bytes are not yet.
  expect(filesWith(ADDRESS)).not.toEqual([]);
  expect(await scrubDatabases(relay.stateDir)).toBeGreaterThan(0);
  expect([filesWith(ADDRESS), filesWith(NAME)]).toEqual([[], []]);
  await relay.restart();
  expect(await admin('GET', '/api/v1/audiences')).toBe(200);
  expect(await admin('GET', `/api/v1/people/${ADDRESS}/export`)).toBe(404);
}, 60_000);
