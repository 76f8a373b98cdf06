import type { Rejection } from '../../shared/core/rejection.ts';
import type { Env } from '../env.ts';
import { hexOf } from '../hex.ts';
import type { AskHub } from '../http/hub-stub.ts';
import type { Caller } from '../hub/hub-api.ts';
import { derivedHex } from './derive.ts';
import { isSameSecret } from './hash.ts';

const PREFIX = 'mh_';
const FORM = /^mh_([0-9a-f]{64})([0-9a-f]{16})$/;
const DEAD_REMEMBERED = 10_000;

/**
 * The text of a token: the prefix, by which scanners for leaked secrets know it, 256 bits that nobody can guess, and 64 check bits under
 * the relay's key. `seed` (256 random bits as hex) yields the same text again, with the relay's key only.
 */
export async function apiTokenOf(env: Env, seed: string): Promise<string> {
  const secret = await derivedHex(env.MASTHEAD_KEY ?? '', 'api token', [seed], 32);
  return `${PREFIX}${secret}${await checkOf(env, secret)}`;
}

/** HMAC-SHA-256 of a token under a pepper that is not in the database: what is kept of it there. Hex. */
export function apiTokenHash(env: Env, token: string): Promise<string> {
  return mac(env, `token:${token}`);
}

/**
 * The program behind a token; `null` for what this relay never made, and a refusal for what is over. The check bits are looked at
 * first, so that a guess costs the hub nothing and a right token never has to wait for the limit of wrong ones.
 */
export async function readApiToken(token: string, env: Env, hub: AskHub): Promise<Caller | null | Rejection> {
  const [, secret = '', check = ''] = FORM.exec(token) ?? [];
  if (!secret || !isSameSecret(check, await checkOf(env, secret))) return null;
  const hash = await apiTokenHash(env, token);
  const known = dead.get(hash);
  if (known) return known;
  const read = await hub((h) => h.run('readToken', hash));
  if (read !== 'revoked' && read !== 'expired') return read;
  const refusal: Rejection = { rejected: 'unauthenticated', detail: `This token is ${read}.` };
  // What is over never comes back: the hub need not be asked again, however often it is shown here.
  if (dead.size >= DEAD_REMEMBERED) dead.clear();
  dead.set(hash, refusal);
  return refusal;
}

const dead = new Map<string, Rejection>();

async function checkOf(env: Env, secret: string): Promise<string> {
  return (await mac(env, `check:${secret}`)).slice(0, 16);
}

async function mac(env: Env, text: string): Promise<string> {
  const key = await pepper(env.MASTHEAD_KEY ?? '');
  return hexOf(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))));
}

// Deriving costs more than signing, and every call of a program signs: one key per isolate is enough.
let derived: { readonly from: string; readonly key: Promise<CryptoKey> } | null = null;

function pepper(mastheadKey: string): Promise<CryptoKey> {
  if (derived?.from !== mastheadKey) derived = { from: mastheadKey, key: derivePepper(mastheadKey) };
  return derived.key;
}

async function derivePepper(mastheadKey: string): Promise<CryptoKey> {
  const bytes = Uint8Array.fromHex(await derivedHex(mastheadKey, 'api token pepper', [], 32));
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}
