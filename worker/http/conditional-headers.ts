import type { Rejection } from '../../shared/core/rejection.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { sha256Hex } from '../auth/hash.ts';
import type { IdempotencyKey } from '../hub/hub-api.ts';

/** The key of a repeatable request, bound to what it asks for; `null` where the caller gave none. */
export async function readRepeat(
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<IdempotencyKey | null | Rejection> {
  const key = request.headers.get('Idempotency-Key');
  if (key === null) return null;
  if (!isKey(key)) {
    return {
      rejected: 'invalid_header',
      detail: `Idempotency-Key must be 1 to ${limits.idempotencyKeyBytes} visible ASCII characters.`,
    };
  }
  return { key, requestHash: await requestHash(request, bytes) };
}

/** True for 1 to 200 visible ASCII characters. */
export function isKey(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text) && text.length <= limits.idempotencyKeyBytes;
}

/** SHA-256 over method, path and body: what makes two requests with one key the same request. */
export async function requestHash(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const head = `${request.method} ${new URL(request.url).pathname}\n`;
  return sha256Hex(new Uint8Array([...new TextEncoder().encode(head), ...bytes]));
}

/** The revision in `If-Match`, as `"3"` or 3; `undefined` for none and for `*`, which any revision matches (RFC 9110). */
export function readIfMatch(request: Request): { readonly revision: number | undefined } | Rejection {
  const text = request.headers.get('If-Match')?.trim();
  if (text === undefined || text === '*') return { revision: undefined };
  const [, quoted, bare] = /^(?:"([1-9]\d{0,6})"|([1-9]\d{0,6}))$/.exec(text) ?? [];
  const revision = quoted ?? bare;
  if (revision === undefined)
    return { rejected: 'invalid_header', detail: 'If-Match must be the revision, such as "3".' };
  return { revision: Number(revision) };
}

/** True where `If-None-Match` names the tag, compared weakly (RFC 9110 section 13.1.2). */
export function matchesTag(request: Request, etag: string): boolean {
  const text = request.headers.get('If-None-Match');
  if (text === null) return false;
  return text.trim() === '*' || text.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
