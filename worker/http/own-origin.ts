import type { Rejection } from '../../shared/core/rejection.ts';
import type { Env } from '../env.ts';
import { isLoopbackHost } from '../../shared/model/link.ts';

/** The relay's address as this caller reaches it, without a slash at its end. */
export function relayOrigin(request: Request, env: Env): string {
  const url = env.MASTHEAD_URL || request.url;
  if (lastOrigin?.of !== url) lastOrigin = { of: url, origin: new URL(url).origin };
  return lastOrigin.origin;
}

/**
 * The refusal of an unsafe request that a page of another site may have caused, or `null`. A browser adds our cookie to
 * such a request by itself, but it cannot be made to lie about the `Origin`. Where a browser withholds it (`null`), the
 * fetch metadata speak. Source: https://www.w3.org/TR/fetch-metadata/
 */
export function refuseForeignOrigin(request: Request, env: Env): Rejection | null {
  const origin = request.headers.get('Origin');
  const isOwn =
    origin === null || origin === 'null'
      ? request.headers.get('Sec-Fetch-Site') === 'same-origin'
      : origin === new URL(request.url).origin || origin === relayOrigin(request, env);
  if (isOwn) return null;
  return {
    rejected: 'foreign_origin',
    detail: "A signed-in browser may write from the relay's own pages only.",
  };
}

/**
 * In local mode, the refusal of a request whose host name does not mean this machine: a foreign page that has its own
 * name resolve to 127.0.0.1 (DNS rebinding) still shows that name here.
 */
export function refuseForeignHost(request: Request): Rejection | null {
  const host = request.headers.get('Host') ?? new URL(request.url).host;
  if (host === lastOwnHost) return null;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  const isOwn = name === 'localhost' || (isLoopbackHost(name) && !name.endsWith('.localhost'));
  if (!isOwn) return { rejected: 'wrong_host', detail: 'Use 127.0.0.1 or localhost.' };
  lastOwnHost = host;
  return null;
}

/**
 * In a deployed relay, the refusal of a request under another name than its own. Health is told under any: what watches it
 * may know an address only.
 */
export function refuseOtherHost(request: Request, env: Env): Rejection | null {
  const host = request.headers.get('Host') ?? new URL(request.url).host;
  if (host.toLowerCase() === new URL(relayOrigin(request, env)).host) return null;
  if (new URL(request.url).pathname === '/healthz') return null;
  return { rejected: 'wrong_host', detail: "Use the relay's own address." };
}

// Asked for in nearly every request, and nearly always the same.
let lastOwnHost: string | null = null;
let lastOrigin: { readonly of: string; readonly origin: string } | null = null;
