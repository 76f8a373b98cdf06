import { errors, jwtVerify } from 'jose';
import type { Env } from '../../env.ts';
import { type Claims, readClaims } from '../claims.ts';
import { asymmetric } from '../jwt-algorithms.ts';
import { keysAt } from '../remote-keys.ts';
import type { OidcSetting } from '../sign-in-setting.ts';

/** What the token must say beside what every token of this relay's sign-in must. */
export interface Expected {
  readonly jwksUri: string;
  readonly nonce: string;
}

/** Why a token counts for nothing. */
export interface Unproven {
  readonly unproven: string;
}

const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * The claims of an ID token whose signature, issuer, audience, nonce and times are right, or why not. Source: OpenID Connect Core 1.0,
 * section 3.1.3.7. Only asymmetric algorithms count: with `HS256` the public key would do as the secret.
 */
export async function verifyIdToken(
  token: string,
  setting: OidcSetting,
  { jwksUri, nonce }: Expected,
  env: Env,
): Promise<Claims | Unproven> {
  try {
    const { payload } = await jwtVerify(token, keysAt(jwksUri, env), {
      issuer: setting.issuer,
      audience: setting.clientId,
      algorithms: asymmetric,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['iss', 'aud', 'exp', 'iat', 'sub', 'nonce'],
    });
    if (payload['nonce'] !== nonce) return { unproven: 'nonce' };
    const isForMany = Array.isArray(payload.aud) && payload.aud.length > 1;
    const party = payload['azp'];
    if ((isForMany || party !== undefined) && party !== setting.clientId) return { unproven: 'azp' };
    return readClaims(payload, setting);
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed) return { unproven: error.claim };
    if (error instanceof errors.JWTExpired) return { unproven: 'exp' };
    if (error instanceof errors.JOSEError) return { unproven: error.code };
    throw error;
  }
}
