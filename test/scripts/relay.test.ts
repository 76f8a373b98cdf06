import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProject } from '../../scripts/lib/project.ts';
import { type Relay, startRelay } from '../../scripts/relay.ts';
import { isRunning } from '../e2e/support/start-command.ts';
import { until } from '../e2e/support/until.ts';

const bundle = inProject('test/scripts/fixtures/counting-worker.js');

let stateDir: string;
let relays: Relay[];
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'masthead-relay-'));
  relays = [];
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.kill()));
  rmSync(stateDir, { recursive: true });
});

async function start(options: Partial<Parameters<typeof startRelay>[0]> = {}): Promise<Relay> {
  const relay = await startRelay({ port: 0, stateDir, bundle, ...options });
  relays.push(relay);
  return relay;
}

async function ask(relay: Relay, path: string): Promise<unknown> {
  const response = await fetch(new URL(path, relay.url));
  return response.json();
}

/** A program that starts a relay and prints its process number. */
const startByHand = `
  import { startRelay } from ${JSON.stringify(pathToFileURL(inProject('scripts/relay.ts')).href)};
  const [, stateDir, bundle] = process.argv;
  const relay = await startRelay({ port: 0, stateDir, bundle });
  console.log(relay.pid);
`;

/** How often the log tells of a failed request. */
function failures(): number {
  return readFileSync(join(stateDir, 'relay.log'), 'utf8').split('failed as asked').length - 1;
}

describe('startRelay', () => {
  it('refuses the database of a newer build in one sentence, and lets go of the folder', async () => {
    const folder = join(stateDir, 'storage', 'masthead-hub');
    mkdirSync(folder, { recursive: true });
    const database = new DatabaseSync(join(folder, 'one.sqlite'));
    database.exec('CREATE TABLE migrations (number INTEGER); INSERT INTO migrations VALUES (1), (99)');
    await expect(start()).rejects.toThrow(/^A newer build has written the database in .* \(step 99, .*$/);
    database.exec('DELETE FROM migrations WHERE number = 99');
    database.close();
    await start();
  });

  it('gives the worker its key, the hashes of the tokens, its address and its limit of sockets', async () => {
    const relay = await start({ maxSockets: 7 });
    const hash = (token: string) => createHash('sha256').update(token).digest('hex');
    const { admin, liaison, responder, stakeholder } = relay.credentials;
    expect(await ask(relay, '/')).toEqual({
      hasKey: true,
      tokens: {
        admin: hash(admin),
        liaison: hash(liaison),
        responder: hash(responder),
        stakeholder: hash(stakeholder),
      },
      url: relay.url,
      maxSockets: 7,
    });
  });

  it('keeps credentials and key where only their owner may read them, and no secret in the configuration', async () => {
    const relay = await start();
    const { admin, liaison, responder, stakeholder } = relay.credentials;
    const kept = JSON.parse(readFileSync(join(stateDir, 'credentials.json'), 'utf8'));
    expect(kept).toEqual({ url: relay.url, admin, liaison, responder, stakeholder });
    for (const file of ['credentials.json', 'relay.key', 'lock']) {
      expect(statSync(join(stateDir, file)).mode & 0o777).toBe(0o600);
    }
    const key = readFileSync(join(stateDir, 'relay.key'), 'utf8');
    const config = readFileSync(join(stateDir, 'relay.capnp'), 'utf8');
    for (const secret of [admin, liaison, responder, stakeholder, key]) expect(config).not.toContain(secret);
  });

  it('goes on with the same tokens and the same database after a stop and after a SIGKILL', async () => {
    const first = await start();
    expect(await ask(first, '/visits')).toEqual({ count: 1 });
    await first.stop();
    const second = await start();
    expect(await ask(second, '/visits')).toEqual({ count: 2 });
    await second.kill();
    const third = await start();
    expect(await ask(third, '/visits')).toEqual({ count: 3 });
    expect({ ...third.credentials, url: '' }).toEqual({ ...first.credentials, url: '' });
  });

  it('tells how the process ended', async () => {
    const relay = await start();
    process.kill(relay.pid, 'SIGKILL');
    expect(await relay.ended).toBe('signal SIGKILL');
  });

  it('refuses a port that is taken, before anything is started', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(start({ port })).rejects.toThrow(`Port ${port} is taken`);
    server.close();
  });

  it('refuses a state folder that another relay uses, and takes it over when that one is gone', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`in use by process ${process.pid}`);
    await first.stop();
    const second = await start();
    expect(await ask(second, '/visits')).toEqual({ count: 1 });
  });

  it('ends the relay that a killed start left behind, before it opens the same database', async () => {
    const leftover = await start();
    const lockFile = join(stateDir, 'lock');
    const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as { holder: object; relay: object };
    writeFileSync(lockFile, JSON.stringify({ ...lock, holder: { pid: 2 ** 22 + 1, birth: '1' } }));
    const relay = await start();
    expect(await leftover.ended).toBe('signal SIGKILL');
    expect(await ask(relay, '/visits')).toEqual({ count: 1 });
  });

  it('lets a refused start on a folder in use change nothing of the log of the relay there', async () => {
    const relay = await start();
    await ask(relay, '/fail').catch(() => {});
    await until('the failure in the log', () => failures() === 1);
    await expect(start()).rejects.toThrow('in use');
    expect(failures()).toBe(1);
    await ask(relay, '/fail').catch(() => {});
    await until('the second failure in the same log', () => failures() === 2);
  });

  it('keeps through a restart what the log says of the run before', async () => {
    const first = await start();
    await ask(first, '/fail').catch(() => {});
    await until('the failure in the log', () => failures() === 1);
    await first.kill();
    await start();
    expect(failures()).toBe(1);
  });

  it('puts a log aside that has grown beyond 5 MB and begins one that only its owner may read', async () => {
    const old = 'x'.repeat(5 * 1024 * 1024 + 1);
    writeFileSync(join(stateDir, 'relay.log'), old);
    const relay = await start();
    expect(statSync(join(stateDir, 'relay.log.1')).size).toBe(old.length);
    await ask(relay, '/fail').catch(() => {});
    await until('the failure in the new log', () => failures() === 1);
    expect(statSync(join(stateDir, 'relay.log')).mode & 0o777).toBe(0o600);
  });

  it.for(['SIGKILL', 'SIGTERM'] as const)('does not outlive a process that ends with %s', async (signal) => {
    const starter = spawn(
      process.execPath,
      ['--input-type=module', '--eval', startByHand, stateDir, bundle],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isRunning(pid)).toBe(true);
    starter.kill(signal);
    await until('the end of the relay', () => !isRunning(pid), 10_000);
  });

  it('refuses a state folder that cannot be made', async () => {
    const file = join(stateDir, 'file');
    writeFileSync(file, '');
    await expect(start({ stateDir: join(file, 'state') })).rejects.toThrow('cannot be written (ENOTDIR)');
  });

  it('does not try for ever to make a folder where none can be', async () => {
    await expect(start({ stateDir: '/proc/masthead' })).rejects.toThrow('The state folder /proc/masthead');
  });

  it('refuses credentials that cannot be read, naming the file', async () => {
    writeFileSync(join(stateDir, 'credentials.json'), '{');
    await expect(start()).rejects.toThrow('credentials.json cannot be read: delete it');
  });

  it('says of a relay that does not come up nothing that an earlier run wrote', async () => {
    writeFileSync(join(stateDir, 'relay.log'), 'an older complaint\n');
    const broken = join(stateDir, 'broken.js');
    writeFileSync(broken, 'export default nothing at all;');
    const said = await start({ bundle: broken }).catch(String);
    expect(said).toContain('SyntaxError');
    expect(said).not.toContain('an older complaint');
  });

  it('shows the end of the log of a relay that does not come up', async () => {
    const broken = join(stateDir, 'broken.js');
    writeFileSync(broken, 'export default nothing at all;');
    await expect(start({ bundle: broken })).rejects.toThrow(/The relay ended at once[\s\S]*SyntaxError/);
  });
});
