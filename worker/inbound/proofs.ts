import { isSameSecret, sha256Hex } from '../auth/hash.ts';
import { hexOf } from '../hex.ts';

/** The credential behind an `Authorization` header: a bearer token, or `user:password` of basic; `null` for neither. */
export function readAuthorization(header: string | null): Authorization | null {
  const [, scheme = '', credential = ''] = /^(\S+) +(\S+) *$/.exec(header ?? '') ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return { scheme: 'bearer', credential };
    case 'basic':
      return decodeBasic(credential);
    default:
      return null;
  }
}

export interface Authorization {
  readonly scheme: 'bearer' | 'basic';
  readonly credential: string;
}

/**
 * Whether one of the candidates is one of the secrets. All pairs are compared, and as digests of one length, so that the
 * time taken tells neither which of them fits nor how long a secret is.
 */
export async function isAnySame(candidates: readonly string[], secrets: readonly string[]): Promise<boolean> {
  const shown = await Promise.all(candidates.map((text) => sha256Hex(text)));
  const known = await Promise.all(secrets.map((text) => sha256Hex(text)));
  const hits = shown.flatMap((a) => known.map((b) => isSameSecret(a, b)));
  return hits.filter(Boolean).length > 0;
}

/** HMAC-SHA-256 of the bytes under a secret's UTF-8 form, as 64 lower-case hex digits. Source: RFC 2104. */
export async function hmacSha256Hex(secret: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, [
    'sign',
  ]);
  const mac = await crypto.subtle.sign('HMAC', key, bytes);
  return hexOf(new Uint8Array(mac));
}

/** Source: RFC 7617; the text before the base64 is UTF-8. */
function decodeBasic(credential: string): Authorization | null {
  try {
    const bytes = Uint8Array.from(atob(credential), (letter) => letter.charCodeAt(0));
    return {
      scheme: 'basic',
      credential: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    };
  } catch {
    return null;
  }
}
