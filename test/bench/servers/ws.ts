import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../scripts/lib/port.ts';
import { burstBytes, fieldsOf, type Server, type Sizes } from './server.ts';

/** The broadcaster on `ws`. It keeps nothing: after a kill only the coming back can be compared. */
export async function startWsServer(sizes: Sizes): Promise<Server> {
  const port = await freePort(0);
  let child = await launch(port);
  let turn = 0;
  const end = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    name: 'ws',
    target: {
      port,
      streamPath: '/',
      statePath: '/',
      readerToken: '',
      writerToken: '',
      hasTickets: false,
    },
    pid: () => child.pid ?? 0,
    next: () => ({ path: '/publish', body: fieldsOf(sizes[turn] ?? 1_500) }),
    burst: () => ({ path: '/publish', body: fieldsOf(burstBytes(sizes)) }),
    noteAnswer: () => {
      turn += 1;
    },
    killAndRestart: async () => {
      await end();
      child = await launch(port);
    },
    stop: end,
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('ws-server.ts', import.meta.url)), [String(port)]);
  await once(child, 'message');
  return child;
}
