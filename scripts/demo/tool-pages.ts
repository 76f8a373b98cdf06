import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inProject } from '../lib/project.ts';

/** The demo tools while they are served. */
export interface ToolPages {
  readonly port: number;
  /** Addresses by the name of the page: `crm`, `desk`, `wiki`. */
  readonly urls: Readonly<Record<PageName, string>>;
  close(): Promise<void>;
}

export const pageNames = ['crm', 'desk', 'wiki'] as const;
export type PageName = (typeof pageNames)[number];

const pagesDir = inProject('scripts/demo/pages');

/**
 * Serves three work tools that look as such tools do, each under its own name of this machine. `port` is where they would
 * best be, so that an open tab survives a restart; where it is taken any other will do.
 */
export async function serveToolPages(port: number): Promise<ToolPages> {
  const server = createServer(answer);
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const bound = (server.address() as AddressInfo).port;
  const urlOf = (name: PageName) => `http://${name}.localhost:${bound}/`;
  return {
    port: bound,
    urls: { crm: urlOf('crm'), desk: urlOf('desk'), wiki: urlOf('wiki') },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Every address of a tool shows its one page, so that its links lead somewhere; a foreign host name gets nothing. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const host = (request.headers.host ?? '').split(':')[0] ?? '';
  const name = pageNames.find((known) => host === `${known}.localhost`);
  const isStyle = request.url === '/style.css';
  const file = `${pagesDir}/${isStyle ? 'style.css' : `${name ?? ''}.html`}`;
  if (!name || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, {
      'content-type': isStyle ? 'text/css; charset=utf-8' : 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'",
      'cache-control': 'no-store',
    })
    .end(readFileSync(file));
}
