import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import type { Env } from '../env.ts';
import { providerFetch } from './oidc/provider.ts';

// A relay has one sign-in, and so one set of keys that others sign with.
let keys: { readonly at: string; readonly get: JWTVerifyGetKey } | null = null;

/**
 * The keys published at an address. An unknown key has the set fetched anew, but not again within half a minute: a stranger's tokens
 * must not make us a hammer.
 */
export function keysAt(address: string, env: Env): JWTVerifyGetKey {
  if (keys?.at !== address) {
    const options = { cooldownDuration: 30_000, cacheMaxAge: 600_000, timeoutDuration: 10_000 };
    const get = createRemoteJWKSet(new URL(address), { ...options, [customFetch]: providerFetch(env) });
    keys = { at: address, get };
  }
  return keys.get;
}

/** For tests, which share an isolate. */
export function forgetKeys(): void {
  keys = null;
}
