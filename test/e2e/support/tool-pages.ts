import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ToolHost = 'crm' | 'desk' | 'wiki' | 'other';

/** Pages of pretended work tools, one per `*.localhost` host, all on one free port. */
export interface ToolPages {
  /** The address of a page; `path` begins with a slash. */
  url(host: ToolHost, path?: string): string;
  close(): Promise<void>;
}

/** A page that is not like the others. */
export interface ToolPage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Serves the pages on 127.0.0.1. `pageHeaders` go with every page, for a tool that forbids much; `special` are pages of their
 * own, by their path.
 */
export async function serveToolPages(
  pageHeaders: Record<string, string> = {},
  special: ReadonlyMap<string, ToolPage> = new Map(),
): Promise<ToolPages> {
  const server = createServer((request, response) => {
    const page = special.get(request.url ?? '');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...pageHeaders,
      ...page?.headers,
    });
    response.end(page?.html ?? pageOf(request.headers.host?.split('.')[0] ?? ''));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: (host, path = '/') => `http://${host}.localhost:${port}${path}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Every element of the page's own bears `data-own`, so that whatever else is in the document can be counted. */
function pageOf(name: string): string {
  return `<!doctype html><html lang="en" data-own><head data-own><meta charset="utf-8" data-own>
<title data-own>${name}</title><link rel="icon" href="data:," data-own></head>
<body data-own><h1 data-own>${name}</h1><p data-own>Accounts, deals and notes.</p><button data-own>Save</button></body></html>`;
}
