import { calculateJwkThumbprint, EmbeddedJWK, type JWTVerifyResult, jwtVerify } from 'jose';
import * as v from 'valibot';
import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { nowMs } from '../clock.ts';
import type { Env } from '../env.ts';
import { relayOrigin } from '../http/own-origin.ts';
import { isLocalMode } from './local-tokens.ts';
import { sha256Base64url } from './sha256-base64url.ts';

/** What a good proof says of its request. That it is used once only is the hub's to know. */
export interface ShownProof {
  /** SHA-256 of the key that signed it, base64url (RFC 7638). */
  readonly thumbprint: string;
  /** The proof's own id, unique for its key. */
  readonly id: string;
  readonly issuedAtMs: number;
}

/**
 * Verifies the `DPoP` header of a request against all that RFC 9449 section 4.3 asks: its form, its signature by the key in it, the
 * request it is for, its age by the relay's clock, and the `token` beside it, if one is shown.
 */
export async function readProof(
  request: Request,
  env: Env,
  token: string | null,
): Promise<ShownProof | Rejection> {
  const header = request.headers.get('DPoP');
  if (header === null) return refusal('The request carries no DPoP proof.');
  // Two headers arrive as one with a comma, which no proof holds.
  if (header.length > LONGEST || header.includes(',')) return refusal('Send one DPoP proof.');
  const verified = await verify(header);
  if (!verified) return refusal('The DPoP proof is not a proof signed with ES256 by the key in it.');
  const claims = v.safeParse(Claims, verified.payload);
  if (!claims.success) return refusal('The DPoP proof lacks jti, htm, htu or iat.');
  const fault =
    (await faultOf(claims.output, request, env, token)) ?? faultOfAge(claims.output.iat * 1_000, nowMs());
  if (isRejection(fault)) return fault;
  const { jwk } = verified.protectedHeader;
  return {
    thumbprint: await calculateJwkThumbprint(jwk ?? {}, 'sha256'),
    id: claims.output.jti,
    issuedAtMs: claims.output.iat * 1_000,
  };
}

/** A proof that does not prove anything. The answer says the relay's time, since a wrong clock is the likeliest cause. */
export function refusal(detail: string): Rejection {
  return { rejected: 'invalid_dpop_proof', detail };
}

/** An honest proof has about 400 characters. */
const LONGEST = 2_000;

const Claims = v.object({
  jti: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{8,100}$/)),
  htm: v.string(),
  htu: v.string(),
  iat: v.pipe(v.number(), v.finite()),
  ath: v.optional(v.string()),
});
type Claims = v.InferOutput<typeof Claims>;

/** By the key in it. jose takes a P-256 key only for ES256, and refuses one whose private half is shown. */
async function verify(proof: string): Promise<JWTVerifyResult | null> {
  try {
    return await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256'],
      currentDate: new Date(nowMs()),
    });
  } catch {
    // jose throws for whatever is wrong with a token, and what exactly was wrong helps only who forges it.
    return null;
  }
}

async function faultOf(
  { htm, htu, ath }: Claims,
  request: Request,
  env: Env,
  token: string | null,
): Promise<Rejection | null> {
  if (htm !== request.method) return refusal('The DPoP proof is for another method.');
  if (!isAddressOf(htu, request, env)) return refusal('The DPoP proof is for another address.');
  if (token !== null && ath !== (await sha256Base64url(token)))
    return refusal('The DPoP proof is for another token.');
  return null;
}

/**
 * By the relay's clock. A minute back forgives a slow network and a clock that is a little late; five seconds ahead are rounding
 * and no more, since after a restart no proof counts that may have been used before, and those from the future would hold
 * up everybody for as long.
 */
function faultOfAge(issuedAtMs: number, atMs: number): Rejection | null {
  const ageMs = atMs - issuedAtMs;
  if (ageMs > limits.proofAgeMs) return refusal('The DPoP proof is too old.');
  return -ageMs > limits.proofAheadMs ? refusal('The DPoP proof is from the future.') : null;
}

/**
 * Compared without query and fragment and in normal form. Behind a proxy the relay sees another address than its callers, so its
 * configured one counts; in local mode also the other names of this machine, which the `Host` header has been held to.
 */
function isAddressOf(htu: string, request: Request, env: Env): boolean {
  if (!URL.canParse(htu)) return false;
  const meant = new URL(htu);
  const asked = new URL(request.url);
  const isOurs =
    meant.origin === relayOrigin(request, env) || (isLocalMode(env) && meant.origin === asked.origin);
  return isOurs && meant.pathname === asked.pathname;
}
