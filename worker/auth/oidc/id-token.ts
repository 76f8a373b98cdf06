import type { Env } from '../../env.ts';
import { type Claims, readClaims } from '../claims.ts';
import { type Unproven, verifyForeign } from '../foreign-token.ts';
import type { OidcSetting } from '../sign-in-setting.ts';

/** What the token must say beside what every token of this relay's sign-in must. */
export interface Expected {
  readonly jwksUri: string;
  readonly nonce: string;
}

/**
 * The claims of an ID token whose signature, issuer, audience, nonce and times are right, or why not. Source: OpenID Connect Core 1.0,
 * section 3.1.3.7.
 */
export async function verifyIdToken(
  token: string,
  setting: OidcSetting,
  { jwksUri, nonce }: Expected,
  env: Env,
): Promise<Claims | Unproven> {
  const verified = await verifyForeign(token, env, {
    keys: jwksUri,
    issuer: setting.issuer,
    audience: setting.clientId,
    requiredClaims: ['iss', 'aud', 'exp', 'iat', 'sub', 'nonce'],
  });
  if ('unproven' in verified) return verified;
  const { payload } = verified;
  if (payload['nonce'] !== nonce) return { unproven: 'nonce' };
  const isForMany = Array.isArray(payload.aud) && payload.aud.length > 1;
  const party = payload['azp'];
  if ((isForMany || party !== undefined) && party !== setting.clientId) return { unproven: 'azp' };
  return readClaims(payload, setting);
}
