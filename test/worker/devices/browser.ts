import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { DEVICE_CODE_GRANT } from '../../../shared/protocol/oauth.ts';
import type { Role } from '../../../shared/model/person.ts';
import { useClock } from '../../../worker/clock.ts';
import { ORIGIN, type Relay } from '../http/relay.ts';

let laterMs = 0;
let putBack = () => {};

/** Moves the relay's clock on, for all that follow. */
export function wait(ms: number): void {
  laterMs += ms;
  putBack();
  putBack = useClock(() => Date.now() + laterMs);
}

export function forgetWaiting(): void {
  putBack();
  laterMs = 0;
}

/** What a test makes of a proof that an honest browser would not. */
export interface Forgery {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
}

export interface TokenSet {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly device_id: string;
  readonly token_type: string;
}

/** A browser with a key of its own, as the extension is one. */
export class PairedBrowser {
  readonly relay: Relay;
  readonly jwk: JWK;
  readonly thumbprint: string;
  /** The relay's address, as this browser knows it. */
  readonly origin: string;
  readonly #key: CryptoKey;
  tokens: TokenSet = { access_token: '', refresh_token: '', expires_in: 0, device_id: '', token_type: '' };

  private constructor(relay: Relay, key: CryptoKey, jwk: JWK, thumbprint: string, origin: string) {
    this.relay = relay;
    this.#key = key;
    this.jwk = jwk;
    this.thumbprint = thumbprint;
    this.origin = origin;
  }

  static async of(relay: Relay, origin = ORIGIN): Promise<PairedBrowser> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = await exportJWK(publicKey);
    return new PairedBrowser(relay, privateKey, jwk, await calculateJwkThumbprint(jwk), origin);
  }

  /** One that its person has connected. */
  static async paired(relay: Relay, role: Role = 'stakeholder'): Promise<PairedBrowser> {
    const browser = await PairedBrowser.of(relay);
    const codes = await (await browser.start()).json<Codes>();
    const cookie = await signedIn(relay, role);
    await decide(relay, cookie, codes.user_code, 'connect');
    browser.tokens = await (await browser.poll(codes.device_code)).json<TokenSet>();
    return browser;
  }

  /** A proof for a request that this browser makes now. */
  async proof(
    method: string,
    path: string,
    token?: string,
    { claims, header }: Forgery = {},
  ): Promise<string> {
    const ath = token === undefined ? {} : { ath: await hashOf(token) };
    const iat = Math.floor((Date.now() + laterMs) / 1_000);
    const jti = crypto.randomUUID();
    return new SignJWT({ htm: method, htu: `${this.origin}${path}`, iat, jti, ...ath, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: this.jwk, ...header })
      .sign(this.#key);
  }

  /** A call of the API with this device's token and a fresh proof. */
  async ask(method: string, path: string, forgery: Forgery = {}): Promise<Response> {
    const token = this.tokens.access_token;
    const proof = await this.proof(method, path, token, forgery);
    return this.relay.ask(method, path, { headers: { Authorization: `DPoP ${token}`, DPoP: proof } });
  }

  /** A call that speaks OAuth. */
  async post(path: string, form: Record<string, string>, forgery: Forgery = {}): Promise<Response> {
    const proof = await this.proof('POST', path, undefined, forgery);
    return this.relay.ask('POST', path, { form, headers: { DPoP: proof } });
  }

  start(browser = 'Chromium on Linux'): Promise<Response> {
    return this.post('/oauth/device_authorization', { client_id: CLIENT, browser });
  }

  poll(deviceCode: string): Promise<Response> {
    return this.post('/oauth/token', {
      client_id: CLIENT,
      grant_type: DEVICE_CODE_GRANT,
      device_code: deviceCode,
    });
  }

  refresh(token = this.tokens.refresh_token): Promise<Response> {
    return this.post('/oauth/token', {
      client_id: CLIENT,
      grant_type: 'refresh_token',
      refresh_token: token,
    });
  }
}

export const CLIENT = 'masthead-extension';

export interface Codes {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval: number;
}

/** The cookie of a person who has signed in just now. */
export async function signedIn(relay: Relay, role: Role): Promise<string> {
  const made = await relay.ask('POST', '/api/v1/sign-in-codes', { as: 'admin', json: { role } });
  const code = (await made.json<{ url: string }>()).url.split('#')[1] ?? '';
  const response = await relay.ask('POST', '/session', { json: { code }, headers: { Origin: ORIGIN } });
  return response.headers.get('Set-Cookie')?.split(';')[0] ?? '';
}

/** What the person sees who enters a code on the page, or presses one of its buttons. */
export function decide(
  relay: Relay,
  cookie: string,
  code: string,
  does: 'look' | 'connect' | 'deny',
): Promise<Response> {
  return relay.ask('POST', '/device', {
    form: { do: does, code },
    headers: { Cookie: cookie, Origin: ORIGIN },
  });
}

/** The error that OAuth names, or what came instead. */
export async function errorOf(response: Response): Promise<string> {
  const body: { error?: string } = await response.json();
  return body.error ?? `no error: ${response.status}`;
}

async function hashOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true });
}
