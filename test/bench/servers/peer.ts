import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { burstBytes, fieldsOf, type Server, type ServerName, type Sizes } from './server.ts';

interface PeerOptions {
  readonly name: ServerName;
  readonly port: number;
  readonly sizes: Sizes;
  /** Resolves when the process serves on the port. */
  readonly launch: () => Promise<ChildProcess>;
  /** Runs after the process has ended for good. */
  readonly discard?: () => void;
}

/** Starts a server that the relay is compared with: one process without tokens or tickets, which publishes the relay's sizes. */
export async function startPeer({ name, port, sizes, launch, discard }: PeerOptions): Promise<Server> {
  let child = await launch();
  let turn = 0;
  const end = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    name,
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
      child = await launch();
    },
    stop: async () => {
      await end();
      discard?.();
    },
  };
}
