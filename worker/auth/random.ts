import type { IdKind } from '../../shared/model/id.ts';
import { toBase64Url } from './base64url.ts';

/** A secret of 256 random bits, 43 letters of base64url. */
export function randomSecret(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** An id of 128 random bits with the prefix of its kind: `src_` and 32 hex digits. */
export function randomId(kind: IdKind): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `${kind}_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
