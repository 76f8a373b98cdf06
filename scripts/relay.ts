import { spawn } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './lib/port.ts';
import { inProject } from './lib/project.ts';
import { Refusal } from './lib/refusal.ts';
import { type Bindings, readWranglerConfig, workerdConfig } from './relay/config.ts';
import { guard } from './relay/guard.ts';
import { takeLock } from './relay/lock.ts';
import { openLog } from './relay/log.ts';
import { fileDescriptorLimit, maxSocketsFor } from './relay/max-sockets.ts';
import { workerd } from './relay/workerd.ts';
import {
  type Credentials,
  hashedTokens,
  keepCredentials,
  keepKey,
  prepareStateFolder,
} from './relay/state-folder.ts';

export interface RelayOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Made where it is not there. */
  readonly stateDir: string;
  /** The worker's bundle; the one that `npm run build` makes unless given. */
  readonly bundle?: string;
  /** At most so many sockets; computed from the limit of file descriptors unless given. */
  readonly maxSockets?: number;
  /** Gives a start up that has not come to its end. */
  readonly signal?: AbortSignal;
}

const DRAIN_MS = 1_000;

/** A relay that has answered `/healthz`. */
export interface Relay {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly stateDir: string;
  readonly credentials: Credentials;
  /** Resolves when the process has ended, for whatever reason, with a word on how. */
  readonly ended: Promise<string>;
  /** Lets requests under way be answered, for a second, and resolves when it has ended. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash would end it; resolves when it has ended. */
  kill(): Promise<void>;
}

/**
 * Starts the relay on bare workerd over the SQLite files of one folder, reachable from this machine only, and resolves
 * when it answers. Refuses a taken port, a folder that cannot be written or is in use, and a missing bundle.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const bundle = options.bundle ?? inProject('build/worker/index.js');
  if (!existsSync(bundle)) throw new Refusal(`There is no ${bundle}: run \`npm run build\` first.`);
  const stateDir = prepareStateFolder(options.stateDir);
  const lock = await takeLock(stateDir);
  try {
    const port = await freePort(options.port);
    const url = `http://127.0.0.1:${port}`;
    const credentials = keepCredentials(stateDir, url);
    // A copy, so that a build made while the relay runs does not change what a restart of it runs.
    copyFileSync(bundle, join(stateDir, 'worker.js'));
    const config = {
      ...readWranglerConfig(),
      port,
      storageDir: join(stateDir, 'storage'),
      bundle: 'worker.js',
    };
    writeFileSync(join(stateDir, 'relay.capnp'), workerdConfig(config));
    const running = spawnWorkerd(stateDir, {
      MASTHEAD_KEY: keepKey(stateDir),
      MASTHEAD_LOCAL_TOKENS: hashedTokens(credentials),
      MASTHEAD_URL: url,
      MASTHEAD_MAX_SOCKETS: String(options.maxSockets ?? maxSocketsFor(fileDescriptorLimit())),
    });
    lock.noteRelay(running.pid);
    const ended = running.ended.finally(() => lock.release());
    await waitUntilHealthy(url, running, options.signal);
    const kill = async () => {
      running.signal('SIGKILL');
      await ended;
    };
    return {
      url,
      port,
      pid: running.pid,
      stateDir,
      credentials,
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

function spawnWorkerd(stateDir: string, bindings: Bindings): Running {
  const log = openLog(stateDir);
  // A process group of its own: Ctrl-C reaches a terminal's whole group, and the relay must end after its supervisor
  // has been told to stop, not beside it.
  const child = spawn(workerd().path, ['serve', 'relay.capnp'], {
    cwd: stateDir,
    env: { ...bindings, TZ: 'UTC' },
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  closeSync(log.fd);
  const { promise, resolve } = Promise.withResolvers<string>();
  child.once('error', (error) => resolve(error.message));
  child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `status ${code}`));
  if (child.pid === undefined)
    throw new Refusal(`The relay's program ${workerd().path} cannot be started: run \`npm ci\`.`);
  child.once('exit', guard(child.pid));
  return {
    pid: child.pid,
    ended: promise,
    lastLog: () => log.end(),
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
