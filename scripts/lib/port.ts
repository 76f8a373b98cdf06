import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCode, Refusal } from './refusal.ts';

/**
 * Ports for those who do not care which: below those that the system hands out to outgoing connections. While a relay is being
 * restarted, one of these could be given to anybody, even to a client that then connects to itself.
 */
const QUIET = { from: 12_000, count: 18_000 };
const TRIES = 20;

/** A port of 127.0.0.1 that nothing listens on: `wanted` itself, or any where that is 0. Refuses one that is taken. */
export async function freePort(wanted: number): Promise<number> {
  if (wanted === 0) return anyPort();
  const code = await errorOfListening(wanted);
  if (code !== null) throw new Refusal(sentenceFor(wanted, code));
  return wanted;
}

async function anyPort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = QUIET.from + Math.floor(Math.random() * QUIET.count);
    if ((await errorOfListening(port)) === null) return port;
  }
  throw new Refusal('No free port was found: choose one with --port.');
}

/** The code of the error that listening there ends in; `null` where it works. */
async function errorOfListening(port: number): Promise<string | null> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    return errorCode(error);
  }
  const closed = once(server, 'close');
  server.close();
  await closed;
  return null;
}

function sentenceFor(port: number, code: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken: stop what listens there, or choose another with --port (0 picks a free one).`;
    case 'EACCES':
      return `Port ${port} may not be used by this user: choose one above 1023 with --port.`;
    default:
      return `Port ${port} cannot be used (${code}): choose another with --port.`;
  }
}
