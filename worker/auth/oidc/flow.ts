import * as v from 'valibot';
import { nowMs } from '../../clock.ts';
import type { Env } from '../../env.ts';
import { log } from '../../log.ts';
import { randomHex } from '../../random.ts';
import type { Claims } from '../claims.ts';
import { cookieOf } from '../cookies.ts';
import type { Unproven } from '../foreign-token.ts';
import { isSameSecret } from '../hash.ts';
import { seal, unseal } from '../seal.ts';
import { sha256Base64url } from '../sha256-base64url.ts';
import type { OidcSetting } from '../sign-in-setting.ts';
import { verifyIdToken } from './id-token.ts';
import { askProvider, loadProvider, type Provider, ProviderFault } from './provider.ts';

/*
 * Authorization code flow with PKCE. Sources: OpenID Connect Core 1.0 section 3.1, RFC 7636, RFC 9700 section 2.1.
 */

const COOKIE = '__Host-masthead-flow';
const LASTS_MS = 10 * 60_000;

/** What a browser carries, sealed, from the relay to the provider and back. */
const Flow = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  to: v.string(),
  isFresh: v.boolean(),
  endsAtMs: v.number(),
});
type Flow = v.InferOutput<typeof Flow>;

/** Where the browser is sent to sign in, and the `Set-Cookie` that goes with it. Throws a {@link ProviderFault}. */
export async function beginFlow(
  setting: OidcSetting,
  env: Env,
  { origin, to, isFresh }: { readonly origin: string; readonly to: string; readonly isFresh: boolean },
): Promise<{ readonly url: string; readonly cookie: string }> {
  const provider = await loadProvider(setting.issuer, env);
  const flow: Flow = {
    state: randomHex(16),
    nonce: randomHex(16),
    verifier: randomHex(32),
    to,
    isFresh,
    endsAtMs: nowMs() + LASTS_MS,
  };
  const url = new URL(provider.authorization_endpoint);
  const query = {
    response_type: 'code',
    client_id: setting.clientId,
    redirect_uri: callbackOf(origin),
    scope: ['openid', ...setting.scopes.filter((scope) => scope !== 'openid')].join(' '),
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await sha256Base64url(flow.verifier),
    code_challenge_method: 'S256',
    ...(isFresh && { prompt: 'login', max_age: '0' }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const sealed = await seal(env.MASTHEAD_KEY ?? '', COOKIE, JSON.stringify(flow));
  return { url: url.href, cookie: flowCookie(sealed, LASTS_MS / 1_000) };
}

/** A flow that came back. */
export interface Returned {
  readonly claims: Claims;
  readonly to: string;
  readonly isFresh: boolean;
}

/** Takes the browser back in: the proven claims, or why they are not. Throws a {@link ProviderFault}. */
export async function endFlow(
  request: Request,
  setting: OidcSetting,
  env: Env,
  origin: string,
): Promise<Returned | Unproven> {
  const query = new URL(request.url).searchParams;
  const flow = await flowOf(request, env);
  // Without the cookie of this very browser, somebody else's answer could be slipped to it.
  if (!flow || flow.endsAtMs <= nowMs()) return { unproven: 'flow' };
  if (!isSameSecret(flow.state, query.get('state') ?? '')) return { unproven: 'state' };
  const issuer = query.get('iss');
  // Source: RFC 9207, against answers mixed up between two providers.
  if (issuer !== null && issuer !== setting.issuer) return { unproven: 'iss' };
  const code = query.get('code');
  if (code === null) return { unproven: `provider_${query.get('error')?.slice(0, 60) ?? 'silent'}` };
  const provider = await loadProvider(setting.issuer, env);
  const idToken = await exchange(provider, setting, env, { code, verifier: flow.verifier, origin });
  const claims = await verifyIdToken(
    idToken,
    setting,
    { jwksUri: provider.jwks_uri, nonce: flow.nonce },
    env,
  );
  if ('unproven' in claims) return claims;
  return { claims, to: flow.to, isFresh: flow.isFresh };
}

/** The `Set-Cookie` that ends a flow, however it ended. */
export const flowOver = flowCookie('', 0);

/** Where the provider ends its own session; `null` where it does not say. */
export async function endSessionUrl(setting: OidcSetting, env: Env, origin: string): Promise<string | null> {
  try {
    const { end_session_endpoint: endpoint } = await loadProvider(setting.issuer, env);
    if (endpoint === undefined) return null;
    const url = new URL(endpoint);
    url.searchParams.set('client_id', setting.clientId);
    url.searchParams.set('post_logout_redirect_uri', `${origin}/`);
    return url.href;
  } catch (error) {
    // Signing out here must not depend on them.
    if (error instanceof ProviderFault) log.warn('provider.failed', { error: error.message });
    return null;
  }
}

const TokenAnswer = v.object({ id_token: v.string() });

async function exchange(
  provider: Provider,
  setting: OidcSetting,
  env: Env,
  { code, verifier, origin }: { readonly code: string; readonly verifier: string; readonly origin: string },
): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: callbackOf(origin),
    client_id: setting.clientId,
    code_verifier: verifier,
  });
  const headers = new Headers({ Accept: 'application/json' });
  const secret = env.MASTHEAD_OIDC_SECRET;
  const takesBasic = provider.token_endpoint_auth_methods_supported.includes('client_secret_basic');
  if (secret && takesBasic) headers.set('Authorization', basicOf(setting.clientId, secret));
  else if (secret) body.set('client_secret', secret);
  const answer = await askProvider(env, provider.token_endpoint, { method: 'POST', headers, body });
  const parsed = v.safeParse(TokenAnswer, answer);
  if (!parsed.success) throw new ProviderFault('its answer holds no ID token');
  return parsed.output.id_token;
}

/** Both parts are form-encoded first. Source: RFC 6749, section 2.3.1. */
function basicOf(clientId: string, secret: string): string {
  const encoded = [clientId, secret].map((part) => new URLSearchParams({ x: part }).toString().slice(2));
  return `Basic ${btoa(encoded.join(':'))}`;
}

async function flowOf(request: Request, env: Env): Promise<Flow | null> {
  const sealed = cookieOf(request, COOKIE);
  if (!sealed) return null;
  try {
    const text = await unseal(env.MASTHEAD_KEY ?? '', COOKIE, sealed);
    return v.parse(Flow, JSON.parse(text));
  } catch {
    return null;
  }
}

const callbackOf = (origin: string) => `${origin}/sign-in/callback`;

function flowCookie(value: string, maxAge: number): string {
  return `${COOKIE}=${value}; Max-Age=${maxAge}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}
