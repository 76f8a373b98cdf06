import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/lib/command.ts';
import { apiOf, type Credentials } from './support/api.ts';
import { isRunning, type StartCommand, startCommand } from './support/start-command.ts';
import { until } from './support/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'masthead-start-'));
const stateDir = join(folder, 'state');
const running: StartCommand[] = [];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...flags: string[]): StartCommand {
  const command = startCommand(['--no-browser', ...flags]);
  running.push(command);
  return command;
}
const credentials = () => JSON.parse(readFileSync(join(stateDir, 'credentials.json'), 'utf8')) as Credentials;

/** A stream as a browser holds it: one that stays open by itself. */
async function openStream(): Promise<WebSocket> {
  const { url, stakeholder } = credentials();
  const bought = await fetch(`${url}/api/v1/stream/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stakeholder}` },
  });
  const ticket = (await bought.json()) as { ticket: string; url: string };
  const socket = new WebSocket(ticket.url, ['masthead.v1', `ticket.${ticket.ticket}`]);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'hello', cursor: null }));
  await once(socket, 'message');
  return socket;
}

/** A start that is refused: its status, and what it said that is no progress. */
async function refusal(command: StartCommand): Promise<{ status: number | null; lines: string[] }> {
  const status = await command.ended;
  const lines = command.output().trim().split('\n');
  return { status, lines: lines.filter((line) => !/ … (\d|failed)/.test(line)) };
}

describe('npm start', () => {
  let first: StartCommand;
  let url: string;
  let incidentIds: string[];

  beforeAll(async () => {
    first = start('--port', '0', '--state', stateDir);
    url = await first.ready();
  });
  afterAll(async () => {
    for (const command of running) {
      if (isRunning(command.pid)) await command.interrupt();
    }
  });

  it('says in at most ten lines what to do next, the last of them the ready line', () => {
    const [, next = ''] = first.output().split('\n\n');
    const lines = next.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines.at(-1)).toBe(`ready ${url}`);
    for (const word of ['credentials.json', 'crm.localhost', 'chrome-mv3', '/console', 'Ctrl-C']) {
      expect(next).toContain(word);
    }
  });

  it('leaves address and tokens in a file that only its owner may read', () => {
    const path = join(stateDir, 'credentials.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(Object.keys(credentials()).toSorted()).toEqual([
      'admin',
      'liaison',
      'responder',
      'stakeholder',
      'url',
    ]);
    expect(credentials().url).toBe(url);
    expect(new Set(Object.values(credentials())).size).toBe(5);
  });

  it('shows a believable organisation over the API', async () => {
    const state = await apiOf(credentials()).state();
    expect(state.services).toHaveLength(6);
    expect(state.tools).toHaveLength(3);
    const live = state.incidents.filter((incident) => incident.phase !== 'resolved');
    expect(live.map((incident) => incident.severity)).toEqual(['sev2']);
    expect(state.maintenances.map((maintenance) => maintenance.phase)).toEqual(['scheduled']);
    incidentIds = state.incidents.map(({ id }) => id);
  });

  it('refuses a second start on the folder it uses, in one sentence', async () => {
    const { status, lines } = await refusal(start('--port', '0', '--state', stateDir));
    expect(status).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('in use');
  });

  it('ends everything it started at Ctrl-C, also while a browser is connected', async () => {
    const stream = await openStream();
    const processes = first.processes();
    // npm, its shell or Node, and the relay at the least.
    expect(processes.length).toBeGreaterThanOrEqual(3);
    void first.interrupt(); // its end is what is waited for below, in bounded time
    await until('no process of it is left', () => processes.every((pid) => !isRunning(pid)), 10_000);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
    expect(first.output()).toContain('Stopped.');
    stream.close();
  });

  it('goes on where it was when it is started again on the same state', async () => {
    const before = credentials();
    const second = start('--port', '0', '--state', stateDir);
    await second.ready();
    const state = await apiOf(credentials()).state();
    expect(state.incidents.map(({ id }) => id)).toEqual(incidentIds);
    expect(state.maintenances).toHaveLength(1);
    expect({ ...credentials(), url: '' }).toEqual({ ...before, url: '' });
    await second.interrupt();
  });

  it('starts without the demo where that is wanted', async () => {
    const empty = join(folder, 'empty');
    const command = start('--port', '0', '--state', empty, '--empty');
    await command.ready();
    const state = await apiOf(
      JSON.parse(readFileSync(join(empty, 'credentials.json'), 'utf8')) as Credentials,
    ).state();
    expect([...state.services, ...state.tools, ...state.incidents, ...state.maintenances]).toEqual([]);
    await command.interrupt();
  });
});

describe('npm start, where it cannot,', () => {
  const server = createServer();
  afterEach(() => {
    server.close();
  });

  it('says in one sentence that the port is taken, and which flag helps', async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const { status, lines } = await refusal(start('--port', String(port), '--state', join(folder, 'x')));
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^Port ${port} is taken.*--port`))]);
  });

  it('says in one sentence that the state folder cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { status, lines } = await refusal(start('--port', '0', '--state', file));
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^The state folder .*a-file.* cannot be written.*--state/)]);
  });

  it('says in one sentence that Node is too old', async () => {
    // Without its own stripping of types, this Node can do no more than an old one.
    const old = [process.execPath, '--no-strip-types', 'scripts/run.mjs', 'start'] as const;
    const { status, output } = await runCommand([...old]);
    expect(status).toBe(1);
    expect(output.trim().split('\n')).toEqual([expect.stringMatching(/^Masthead needs Node 22/)]);
  });
});
