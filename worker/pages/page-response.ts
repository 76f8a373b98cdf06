import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { retryAfter } from '../http/problem-response.ts';
import { sourceOf, styleSource } from './style.ts';

/** A page as a response. It loads nothing, sends forms to us alone and stands in no frame; `script` allows our own file. */
export async function pageResponse(
  page: VNode,
  { status = 200, script = false, moreStyle }: { status?: number; script?: boolean; moreStyle?: string } = {},
): Promise<Response> {
  const policy = [
    "default-src 'none'",
    `style-src ${await styleSource()}${moreStyle === undefined ? '' : ` ${await sourceOf(moreStyle)}`}`,
    ...(script ? ["script-src 'self'", "connect-src 'self'", "require-trusted-types-for 'script'"] : []),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return new Response(`<!doctype html>${renderToString(page)}`, {
    status,
    headers: {
      ...(status === 503 ? { 'Retry-After': retryAfter(Math.random()) } : {}),
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy.join('; '),
      'Cache-Control': 'private, no-store',
      Vary: 'Authorization, Cookie',
    },
  });
}
