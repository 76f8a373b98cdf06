import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../scripts/lib/port.ts';
import { startPeer } from './peer.ts';
import type { Server, Sizes } from './server.ts';

/** The broadcaster on `ws`. It keeps nothing: after a kill only the coming back can be compared. */
export async function startWsServer(sizes: Sizes): Promise<Server> {
  const port = await freePort(0);
  return startPeer({ name: 'ws', port, sizes, launch: () => launch(port) });
}

async function launch(port: number): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('ws-server.ts', import.meta.url)), [String(port)]);
  await once(child, 'message');
  return child;
}
