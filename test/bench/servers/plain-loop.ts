import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../scripts/lib/port.ts';
import { inProject } from '../../../scripts/lib/project.ts';
import { readWranglerConfig } from '../../../scripts/relay/config.ts';
import { workerd } from '../../../scripts/relay/workerd.ts';
import { startPeer } from './peer.ts';
import type { Server, Sizes } from './server.ts';

/** The committed plain loop on the same workerd as the relay. */
export async function startPlainLoop(sizes: Sizes): Promise<Server> {
  const dir = mkdtempSync(join(tmpdir(), 'masthead-plain-loop-'));
  mkdirSync(join(dir, 'storage'));
  const port = await freePort(0);
  copyFileSync(inProject('test/bench/plain-loop/worker.js'), join(dir, 'worker.js'));
  writeFileSync(join(dir, 'plain-loop.capnp'), configFor(port, join(dir, 'storage')));
  return startPeer({
    name: 'plain_loop',
    port,
    sizes,
    launch: () => launch(dir, port),
    discard: () => rmSync(dir, { recursive: true, force: true }),
  });
}

async function launch(dir: string, port: number): Promise<ChildProcess> {
  const child = spawn(workerd().path, ['serve', 'plain-loop.capnp'], {
    cwd: dir,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const deadline = performance.now() + 30_000;
  while (!(await isUp(port))) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error('the plain loop does not start');
    await pause(20);
  }
  return child;
}

async function isUp(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function configFor(port: number, storageDir: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "loop", worker = .loop),
    (name = "storage", disk = (path = ${JSON.stringify(storageDir)}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "loop")],
);
const loop :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = ${JSON.stringify(readWranglerConfig().compatibility_date)},
  durableObjectNamespaces = [(className = "PlainLoop", uniqueKey = "plain-loop", enableSql = true)],
  durableObjectStorage = (localDisk = "storage"),
  bindings = [(name = "LOOP", durableObjectNamespace = "PlainLoop")],
);
`;
}
