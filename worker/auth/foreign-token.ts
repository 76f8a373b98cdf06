import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Env } from '../env.ts';
import { asymmetric } from './jwt-algorithms.ts';
import { keysAt } from './remote-keys.ts';

/** Why a token counts for nothing: the claim that is wrong, or the code of `jose`. */
export interface Unproven {
  readonly unproven: string;
}

/**
 * The payload of a token that others have signed, whose signature (by the keys at an address), issuer, audience and times are right, or
 * why not. Only asymmetric algorithms count: with `HS256` the public key would do as the secret.
 */
export async function verifyForeign(
  token: string,
  env: Env,
  { keys, ...expected }: { keys: string; issuer: string; audience: string; requiredClaims: string[] },
): Promise<{ readonly payload: JWTPayload } | Unproven> {
  try {
    const options = { ...expected, algorithms: asymmetric, clockTolerance: 60 };
    return await jwtVerify(token, keysAt(keys, env), options);
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
      return { unproven: error.claim };
    if (error instanceof errors.JOSEError) return { unproven: error.code };
    throw error;
  }
}
