import { Agent, request } from 'node:http';
import { connect } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly etag: string | null;
}

/** Calls one server over kept connections, at most `connections` at a time. */
export function caller(port: number, headers: Readonly<Record<string, string>>, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return async (method: string, path: string, body?: string): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const sending = request({
      agent,
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: withType(headers, body),
    });
    sending.once('error', reject);
    sending.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
          etag: response.headers.etag ?? null,
        }),
      );
    });
    sending.end(body);
    return promise;
  };
}

/**
 * How many `304` a second a path answers to that tag, asked over raw connections, each with one request under way at a
 * time. Throws on any other answer.
 */
export async function rateOf304(
  target: { readonly port: number; readonly path: string; readonly etag: string },
  headers: Readonly<Record<string, string>>,
  { connections, forMs }: { readonly connections: number; readonly forMs: number },
): Promise<number> {
  const lines = Object.entries({ ...headers, 'if-none-match': target.etag }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = `GET ${target.path} HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\n${lines.join('\r\n')}\r\n\r\n`;
  const end = performance.now() + forMs;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => countOn(target.port, Buffer.from(head), end)),
  );
  return counts.reduce((sum, count) => sum + count, 0) / (forMs / 1_000);
}

function countOn(port: number, head: Buffer, end: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let count = 0;
  let rest = '';
  socket.once('error', reject);
  socket.once('connect', () => socket.write(head));
  socket.on('data', (chunk: Buffer) => {
    rest += chunk.toString('latin1');
    if (!rest.endsWith('\r\n\r\n')) return;
    if (!rest.startsWith('HTTP/1.1 304')) reject(new Error(`no 304 but ${rest.slice(0, 40)}`));
    rest = '';
    count += 1;
    if (performance.now() < end) {
      socket.write(head);
    } else {
      socket.destroy();
      resolve(count);
    }
  });
  return promise;
}

function withType(headers: Readonly<Record<string, string>>, body: string | undefined) {
  return body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
}
