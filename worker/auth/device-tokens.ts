import type { Env } from '../env.ts';
import { randomHex } from '../random.ts';
import { hashAtRest } from './at-rest.ts';
import { derivedHex } from './derive.ts';

/** What a device shows, and what it renews that with: 256 bits each, with a beginning by which a leaked one is known. */
export interface Tokens {
  readonly access: string;
  readonly refresh: string;
  /** As the database keeps them. */
  readonly hashes: { readonly access: string; readonly refresh: string };
}

export function newTokens(env: Env): Promise<Tokens> {
  return tokensOf(env, randomHex(32), randomHex(32));
}

/**
 * The tokens that follow a refresh token. They are derived from it under the relay's key, so that a refresh whose answer was lost is
 * answered with the same again, though the relay has kept neither.
 */
export async function nextTokens(env: Env, refreshToken: string): Promise<Tokens> {
  const next = (purpose: string) => derivedHex(env.MASTHEAD_KEY ?? '', purpose, [refreshToken], 32);
  const [access, refresh] = await Promise.all([next('next access token'), next('next refresh token')]);
  return tokensOf(env, access, refresh);
}

/** True for a text that may be the access token of a device; others need not be asked for. */
export function looksLikeAccessToken(token: string): boolean {
  return /^mhd_[0-9a-f]{64}$/.test(token);
}

async function tokensOf(env: Env, accessBits: string, refreshBits: string): Promise<Tokens> {
  const access = `mhd_${accessBits}`;
  const refresh = `mhr_${refreshBits}`;
  const [accessHash, refreshHash] = await Promise.all([
    hashAtRest(env, 'device access token', access),
    hashAtRest(env, 'device refresh token', refresh),
  ]);
  return { access, refresh, hashes: { access: accessHash, refresh: refreshHash } };
}
