import { spawn } from 'node:child_process';
import { readFileSync, statSync, truncateSync, writeFileSync, copyFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/lib/command.ts';
import { inProject } from '../../scripts/lib/project.ts';
import { checkoutIncident, saveCatalogue } from './support/catalogue.ts';
import { heldRevision, launchChromium, linkOf, pair, type TestBrowser } from './support/chromium.ts';
import { publishTo } from './support/load.ts';
import { serveWorld, type ServedWorld } from './support/served.ts';
import { streamClient, type StreamClient } from './support/stream-client.ts';
import { until } from './support/until.ts';

let world: ServedWorld;
let browser: TestBrowser;
let clients: StreamClient[];
let incidentId: string;

beforeAll(async () => {
  world = await serveWorld();
  await world.start();
  await saveCatalogue(world.api);
  ({ id: incidentId } = await world.api.open(checkoutIncident()));
  const { stakeholder, liaison } = world.credentials;
  const tickets = `${world.localUrl}/api/v1/stream/tickets`;
  clients = [stakeholder, stakeholder, liaison].map((token) =>
    streamClient(tickets, token, world.certificate),
  );
  browser = await launchChromium({ args: [`--ignore-certificate-errors-spki-list=${world.spki}`] });
  await pair(browser, world.url, stakeholder);
});
afterAll(async () => {
  for (const client of clients ?? []) client.close();
  await browser?.close();
  await world?.close();
});

function command(name: string, ...args: string[]): ReturnType<typeof runCommand> {
  return runCommand([process.execPath, 'scripts/run.mjs', name, ...args]);
}

/** How many alarms the platform holds for the hub. */
function hubAlarms(): unknown {
  const path = join(world.stateDir, 'storage/masthead-hub/metadata.sqlite');
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database.prepare('SELECT count(*) AS count FROM _cf_ALARM').get()?.['count'];
  } finally {
    database.close();
  }
}

/** Of these messages those that the relay does not hold exactly once. */
async function wrongOf(messages: readonly string[]): Promise<string[]> {
  const { updates, isTruncated } = await world.api.incident(incidentId);
  expect(isTruncated ?? false).toBe(false);
  return messages.filter((message) => updates.filter((update) => update.message === message).length !== 1);
}

async function browserHolds(revision: number): Promise<void> {
  await until(
    `the browser is current at revision ${revision}`,
    async () => {
      const held = await heldRevision(browser, incidentId);
      if ((await linkOf(browser)) !== 'current' || held !== revision) throw new Error(`holds ${held}`);
      return true;
    },
    50_000,
  );
}

describe('a self-hosted relay behind nginx', () => {
  it('reaches a real browser over wss', async () => {
    const { revision } = await world.api.update(incidentId, { message: 'Over TLS.' });
    await browserHolds(revision);
    await until('every client has joined', () => clients.every(({ joinings }) => joinings.length > 0));
  });

  it('is backed up under load and restored as another history that every client takes afresh', async () => {
    const load = publishTo(world.api, incidentId, 'a');
    await until('some load', () => load.acknowledged.length > 10);
    const before = [...load.acknowledged];
    const file = join(world.folder, 'backup.gz');
    const backup = await command('backup', '--config', world.configFile, '--to', file);
    expect(backup).toMatchObject({ status: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const known = load.acknowledged.length;
    await until('more load', () => load.acknowledged.length > known + 10);
    await load.end();
    const { revision: later } = await world.api.incident(incidentId);
    await browserHolds(later);
    const epochs = clients.map(({ joinings }) => joinings.at(-1)?.epoch);
    const joined = clients.map(({ joinings }) => joinings.length);

    const refused = await command('restore', '--config', world.configFile, '--from', file);
    expect(refused).toMatchObject({ status: 1, output: expect.stringContaining('in use') });
    await world.stop();
    const unforced = await command('restore', '--config', world.configFile, '--from', file);
    expect(unforced).toMatchObject({ status: 1, output: expect.stringContaining('--force') });
    const cut = join(world.folder, 'cut.gz');
    copyFileSync(file, cut);
    truncateSync(cut, statSync(file).size - 40);
    const damaged = await command('restore', '--config', world.configFile, '--from', cut, '--force');
    expect(damaged).toMatchObject({ status: 1, output: expect.stringContaining('damaged') });
    const restored = await command('restore', '--config', world.configFile, '--from', file, '--force');
    expect(restored).toMatchObject({ status: 0, output: expect.stringContaining('as they were last') });
    await world.start();
    // The backup brings no alarm, and time must go on: maintenance begins, drafts settle.
    await until('the hub has set its alarm again', () => hubAlarms() === 1);

    const { revision, updates } = await world.api.incident(incidentId);
    expect(revision).toBeLessThan(later);
    expect(await wrongOf(before)).toEqual([]);
    expect(updates.length).toBeGreaterThan(before.length);
    await browserHolds(revision);
    await until('every client has come back', () =>
      clients.every(({ joinings }, index) => joinings.length > (joined[index] ?? 0)),
    );
    for (const [index, { joinings }] of clients.entries()) {
      expect(joinings.slice(joined[index]).map(({ type }) => type)).not.toContain('resume');
      expect(joinings.at(-1)?.epoch).not.toBe(epochs[index]);
    }
    const after = await world.api.update(incidentId, { message: 'After the restore.' });
    await browserHolds(after.revision);
  });

  it('loses no acknowledged update through an upgrade and back again', async () => {
    const bundle = inProject('build/worker/index.js');
    const next = join(world.folder, 'next.js');
    const text = readFileSync(bundle, 'utf8');
    writeFileSync(next, text.replace('"0.1.0"', '"0.1.1"'));
    const load = publishTo(world.api, incidentId, 'b');
    for (const build of [next, bundle]) {
      const known = load.acknowledged.length;
      await until('load on this build', () => load.acknowledged.length > known + 10);
      await world.stop();
      await world.start(build);
      const health = await fetch(`${world.localUrl}/healthz`);
      expect(await health.json()).toMatchObject({ version: build === next ? '0.1.1' : '0.1.0' });
    }
    await load.end();
    expect(load.acknowledged.length).toBeGreaterThan(20);
    expect(await wrongOf(load.acknowledged)).toEqual([]);
    await browserHolds((await world.api.incident(incidentId)).revision);
  });
});

describe('npm run serve', () => {
  it('serves a company from one file, under its own name only', async () => {
    const check = await command('serve', '--config', world.configFile, '--check');
    expect(check).toMatchObject({ status: 0 });
    await world.stop();
    const child = spawn(process.execPath, ['scripts/run.mjs', 'serve', '--config', world.configFile], {
      cwd: inProject(),
      stdio: 'ignore',
    });
    try {
      await until('health through nginx', async () => (await statusOf('/healthz')) === 200);
      expect(await statusOf('/api/v1/state')).toBe(401);
      expect(await statusOf('/api/v1/state', 'other.example.com')).toBe(403);
      expect(await statusOf('/healthz', 'other.example.com')).toBe(200);
    } finally {
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
  });
});

function statusOf(path: string, host?: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = host ? { host } : {};
  // The certificate is the one at hand, whatever name is asked for.
  const options = { ca: world.certificate, headers, checkServerIdentity: () => undefined };
  const call = request(new URL(path, world.url), options, (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  });
  call.on('error', reject);
  call.end();
  return promise;
}
