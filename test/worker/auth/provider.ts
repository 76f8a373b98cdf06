import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { app } from '../../../worker/app.ts';
import { forgetKeys } from '../../../worker/auth/remote-keys.ts';
import { forgetProvider } from '../../../worker/auth/oidc/provider.ts';
import type { Env } from '../../../worker/env.ts';
import { startRelay } from '../http/relay.ts';

export const ISSUER = 'https://login.example.com';
export const ORIGIN = 'https://masthead.example.com';
export const KEY = 'bWFzdGhlYWQtdGVzdC1rZXktbWFzdGhlYWQtdGVzdC0';

/** A provider in the same process: its keys are real, and what it signs is what a test says. */
export interface TestProvider {
  /** What it says of the person; `iss`, `aud`, times and nonce are right unless told otherwise. */
  claims: JWTPayload;
  /** Makes the ID token from the claims; replace it to sign wrongly. */
  sign: (claims: JWTPayload) => Promise<string>;
  readonly asked: string[];
  rotateKeys(): Promise<void>;
  readonly fetch: typeof fetch;
  /** Its public key, as a hostile relying party would get it. */
  publicKey(): Promise<string>;
  change: Record<string, unknown>;
  lastTokenRequest: URLSearchParams | null;
}

export async function startProvider(): Promise<TestProvider> {
  forgetProvider();
  forgetKeys();
  let kid = 'first';
  let pair = await generateKeyPair('RS256', { extractable: true });
  const provider: TestProvider = {
    claims: {},
    asked: [],
    change: {},
    lastTokenRequest: null,
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(pair.privateKey),
    async rotateKeys() {
      kid = `${kid}-next`;
      pair = await generateKeyPair('RS256', { extractable: true });
    },
    publicKey: async () => JSON.stringify(await exportJWK(pair.publicKey)),
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : String(input));
      provider.asked.push(url.pathname);
      switch (url.pathname) {
        case '/.well-known/openid-configuration':
          return Response.json({
            issuer: ISSUER,
            authorization_endpoint: `${ISSUER}/auth`,
            token_endpoint: `${ISSUER}/token`,
            jwks_uri: `${ISSUER}/jwks`,
            ...provider.change,
          });
        case '/jwks':
          return Response.json({
            keys: [{ ...(await exportJWK(pair.publicKey)), kid, use: 'sig', alg: 'RS256' }],
          });
        case '/token':
          provider.lastTokenRequest = init?.body instanceof URLSearchParams ? init.body : null;
          return Response.json({ id_token: await provider.sign(provider.claims) });
        default:
          return new Response('{}', { status: 404 });
      }
    },
  };
  return provider;
}

/** A deployed relay that signs people in at the provider. */
export interface DeployedRelay {
  readonly env: Env;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  remove(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, headers?: Record<string, string>, body?: string): Promise<Response>;
}

export async function deployRelay(
  signIn: Record<string, unknown>,
  change: Partial<Env> = {},
): Promise<DeployedRelay> {
  const { MASTHEAD_LOCAL_TOKENS: _local, ...deployed } = (await startRelay()).env;
  const env: Env = {
    ...deployed,
    MASTHEAD_KEY: KEY,
    MASTHEAD_URL: ORIGIN,
    MASTHEAD_SIGN_IN: JSON.stringify(signIn),
    ...change,
  };
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: string) =>
    app.request(
      `${ORIGIN}${path}`,
      { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) },
      env,
    );
  return {
    env,
    get: (path, headers = {}) => ask('GET', path, headers),
    remove: (path, headers = {}) => ask('DELETE', path, headers),
    post: (path, headers = {}, body) => ask('POST', path, headers, body),
  };
}

/** The cookies of an answer as a browser would send them back; those that it forgets are left out. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .filter((cookie) => !cookie.includes('Max-Age=0'))
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
