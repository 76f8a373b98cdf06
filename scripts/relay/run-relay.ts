import { spawn } from 'node:child_process';
import { closeSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../lib/refusal.ts';
import { type Bindings, readWranglerConfig, type RelaySettings, workerdConfig } from './config.ts';
import { guard } from './guard.ts';
import { takeLock } from './lock.ts';
import { openLog } from './log.ts';
import { refuseNewerDatabase } from './refuse-newer.ts';
import { workerd } from './workerd.ts';

export interface RunOptions extends RelaySettings {
  readonly port: number;
  /** Absolute, and prepared. */
  readonly stateDir: string;
  /** Path of the worker's bundle. */
  readonly bundle: string;
  /** What the worker is given; asked for once the folder's lock is held. */
  readonly bindings: () => Bindings;
  /** Where the relay's lines go: into `relay.log` of the state folder, or where those of this process go. */
  readonly output: 'log' | 'inherit';
  readonly signal?: AbortSignal;
}

const DRAIN_MS = 1_000;

/** The process of a relay that has answered `/healthz`. */
export interface RunningRelay {
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason, with a word on how. */
  readonly ended: Promise<string>;
  /** Lets requests under way be answered, for a second, and resolves when it has ended. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash would end it; resolves when it has ended. */
  kill(): Promise<void>;
}

/** Runs bare workerd over the SQLite files of a state folder, whose lock it holds as long, and resolves when it answers. */
export async function runRelay(options: RunOptions): Promise<RunningRelay> {
  const { port, stateDir, bundle, bindings, output, signal, ...settings } = options;
  const lock = await takeLock(stateDir);
  try {
    refuseNewerDatabase(stateDir);
    // A copy, so that a build made while the relay runs does not change what a restart of it runs.
    copyFileSync(bundle, join(stateDir, 'worker.js'));
    const config = {
      ...readWranglerConfig(),
      ...settings,
      port,
      storageDir: join(stateDir, 'storage'),
      bundle: 'worker.js',
    };
    writeFileSync(join(stateDir, 'relay.capnp'), workerdConfig(config));
    const running = spawnWorkerd(stateDir, bindings(), output);
    lock.noteRelay(running.pid);
    const ended = running.ended.finally(() => lock.release());
    await waitUntilHealthy(`http://127.0.0.1:${port}`, running, signal);
    const kill = async () => {
      running.signal('SIGKILL');
      await ended;
    };
    return {
      pid: running.pid,
      ended,
      stop: async () => {
        running.signal('SIGTERM');
        // workerd waits half a minute for open streams to end, which never do; what it answered for is stored already.
        const end = await Promise.race([ended, pause(DRAIN_MS)]);
        if (end === null) await kill();
      },
      kill,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Running {
  readonly pid: number;
  readonly ended: Promise<string>;
  lastLog(): string;
  signal(signal: NodeJS.Signals): void;
}

function spawnWorkerd(stateDir: string, bindings: Bindings, output: RunOptions['output']): Running {
  const log = output === 'log' ? openLog(stateDir) : null;
  const target = log?.fd ?? 'inherit';
  // A process group of its own: Ctrl-C reaches a terminal's whole group, and the relay must end after its supervisor
  // has been told to stop, not beside it.
  const child = spawn(workerd().path, ['serve', 'relay.capnp'], {
    cwd: stateDir,
    env: { ...bindings, TZ: 'UTC' },
    stdio: ['ignore', target, target],
    detached: true,
  });
  if (log) closeSync(log.fd);
  const { promise, resolve } = Promise.withResolvers<string>();
  child.once('error', (error) => resolve(error.message));
  child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `status ${code}`));
  if (child.pid === undefined)
    throw new Refusal(`The relay's program ${workerd().path} cannot be started: run \`npm ci\`.`);
  child.once('exit', guard(child.pid));
  return {
    pid: child.pid,
    ended: promise,
    lastLog: () => log?.end() ?? 'The lines above say why.',
    signal: (signal) => void child.kill(signal),
  };
}

/** Polls, since workerd says nothing when it is ready. Bounded: 30 s, or the end of the process. */
async function waitUntilHealthy(url: string, running: Running, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await isHealthy(url))) {
    const end = await Promise.race([running.ended, pause(50)]);
    if (end !== null) throw new Refusal(`The relay ended at once (${end}).\n${running.lastLog()}`);
    if (!signal?.aborted && performance.now() < deadline) continue;
    running.signal('SIGKILL');
    signal?.throwIfAborted();
    throw new Refusal(`The relay did not answer ${url}/healthz within 30 s.\n${running.lastLog()}`);
  }
}

function pause(ms: number): Promise<null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  setTimeout(() => resolve(null), ms);
  return promise;
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
