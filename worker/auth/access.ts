import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import type { Env } from '../env.ts';
import type { AskHub } from '../http/hub-stub.ts';
import type { Caller } from '../hub/hub-api.ts';
import { type Claims, readClaims, standingOf } from './claims.ts';
import { type Unproven, verifyForeign } from './foreign-token.ts';
import { signInOf } from './setup.ts';
import type { AccessSetting } from './sign-in-setting.ts';

const HEADER = 'Cf-Access-Jwt-Assertion';

/**
 * The person whom Cloudflare Access has let through. Its assertion is verified at every request (the team's keys rotate; another
 * application's assertion has another `aud`); the plain e-mail header beside it proves nothing and is never read. `null` where the relay
 * does not stand behind Access, or nothing was asserted.
 * Source: https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/
 */
export async function readAccess(
  request: Request,
  env: Env,
  hub: AskHub,
): Promise<Caller | Rejection | null> {
  const setting = signInOf(env, 'access');
  const assertion = request.headers.get(HEADER);
  if (!setting || assertion === null) return null;
  const claims = await verifyAssertion(assertion, setting, env);
  if ('unproven' in claims)
    return {
      rejected: 'unauthenticated',
      detail: `The assertion of Access does not hold: ${claims.unproven}.`,
    };
  const account = await hub((h) =>
    h.run('admitCaller', claims, standingOf(claims, setting), { mayJoin: setting.mayJoin }),
  );
  if (isRejection(account)) return account;
  return { ...account, ...(claims.provenAt === null ? {} : { signedInAt: claims.provenAt }) };
}

async function verifyAssertion(
  assertion: string,
  setting: AccessSetting,
  env: Env,
): Promise<Claims | Unproven> {
  const verified = await verifyForeign(assertion, env, {
    keys: `https://${setting.team}/cdn-cgi/access/certs`,
    issuer: `https://${setting.team}`,
    audience: setting.aud,
    requiredClaims: ['iss', 'aud', 'exp', 'iat', 'sub', 'email'],
  });
  if ('unproven' in verified) return verified;
  const { payload } = verified;
  // When the person signed in there is not said; the assertion is as old as the session at Access.
  return readClaims({ ...payload, auth_time: payload.iat }, setting);
}
