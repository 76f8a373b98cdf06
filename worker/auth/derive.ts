import { hexOf } from '../hex.ts';

/**
 * `count` bytes as lower-case hex that nobody can guess without the relay's key, and that are the same for the same purpose
 * and context: what was made for a request can be shown again without being kept. HKDF (RFC 5869).
 */
export async function derivedHex(
  mastheadKey: string,
  purpose: string,
  context: readonly string[],
  count: number,
): Promise<string> {
  const encoder = new TextEncoder();
  const material = await crypto.subtle.importKey('raw', encoder.encode(mastheadKey), 'HKDF', false, [
    'deriveBits',
  ]);
  // As JSON, so that no two lists look the same, and none like the purpose of another key.
  const info = encoder.encode(JSON.stringify(['masthead derived v1', purpose, ...context]));
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
  return hexOf(new Uint8Array(await crypto.subtle.deriveBits(algorithm, material, count * 8)));
}
