import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { errorCode, Refusal } from './refusal.ts';

/** A port of 127.0.0.1 that nothing listens on: `wanted` itself, or any where that is 0. Refuses one that is taken. */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw new Refusal(sentenceFor(wanted, errorCode(error)));
  }
  const { port } = server.address() as AddressInfo;
  const closed = once(server, 'close');
  server.close();
  await closed;
  return port;
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
