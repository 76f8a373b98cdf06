import type { Env } from '../env.ts';
import { derivedHex } from './derive.ts';

/** What a secret is for. One that was made for another purpose opens nothing. */
type Purpose = 'device code' | 'user code' | 'device access token' | 'device refresh token';

/**
 * A secret as the database keeps it: 64 hex digits that cannot be made, nor a short code be guessed from them, without the
 * relay's key, which lies elsewhere.
 */
export function hashAtRest(env: Env, purpose: Purpose, secret: string): Promise<string> {
  return derivedHex(env.MASTHEAD_KEY ?? '', `${purpose} at rest`, [secret], 32);
}
