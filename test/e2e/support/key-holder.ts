import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createHash, randomUUID } from 'node:crypto';
import { DEVICE_CODE_GRANT } from '../../../shared/protocol/oauth.ts';

const CLIENT = { client_id: 'masthead-extension' };

/** What the relay hands a device. */
export interface DeviceTokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly device_id: string;
}

/** A device of a real relay, with a key of its own: what the extension does, without a browser. Source: RFC 8628, RFC 9449. */
export class KeyHolder {
  /** Everything secret that the relay handed out to it or took from it. */
  readonly secrets: string[] = [];
  readonly #url: string;
  readonly #key: CryptoKey;
  readonly #jwk: JWK;
  readonly thumbprint: string;
  #tokens: DeviceTokens | null = null;
  deviceCode = '';

  private constructor(url: string, key: CryptoKey, jwk: JWK, thumbprint: string) {
    this.#url = url;
    this.#key = key;
    this.#jwk = jwk;
    this.thumbprint = thumbprint;
  }

  static async of(url: string): Promise<KeyHolder> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = await exportJWK(publicKey);
    return new KeyHolder(url, privateKey, jwk, await calculateJwkThumbprint(jwk));
  }

  /** Signs its person in with an address that `npm start` would print; answers with the cookie. */
  async signIn(address: string): Promise<string> {
    const code = new URL(address).hash.slice(1);
    const response = await fetch(new URL('/session', this.#url), {
      method: 'POST',
      headers: { origin: this.#url, 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    this.secrets.push(code, cookie.split('=')[1] ?? '');
    return cookie;
  }

  /** Asks for a code, has it confirmed by the person of this cookie, and takes the tokens. */
  async pair(cookie: string): Promise<void> {
    const asked = await this.#post('/oauth/device_authorization', {
      ...CLIENT,
      browser: 'Chromium on Linux',
    });
    const codes = (await asked.json()) as { device_code: string; user_code: string };
    this.deviceCode = codes.device_code;
    this.secrets.push(codes.device_code, codes.user_code);
    const confirmed = await fetch(new URL('/device', this.#url), {
      method: 'POST',
      headers: { cookie, origin: this.#url },
      body: new URLSearchParams({ do: 'connect', code: codes.user_code }),
      redirect: 'manual',
    });
    if (confirmed.status >= 400) throw new Error(`/device answered ${confirmed.status}`);
    await this.#keep(await this.poll());
  }

  poll(): Promise<Response> {
    return this.#post('/oauth/token', {
      ...CLIENT,
      grant_type: DEVICE_CODE_GRANT,
      device_code: this.deviceCode,
    });
  }

  async refresh(): Promise<void> {
    const refresh_token = this.tokens.refresh_token;
    await this.#keep(
      await this.#post('/oauth/token', { ...CLIENT, grant_type: 'refresh_token', refresh_token }),
    );
  }

  get tokens(): DeviceTokens {
    if (!this.#tokens) throw new Error('not paired yet');
    return this.#tokens;
  }

  /** A call with the token and a proof; a fresh one unless a copied one is shown. */
  async ask(method: string, path: string, proof?: string): Promise<Response> {
    const token = this.tokens.access_token;
    const shown = proof ?? (await this.proof(method, path, token));
    return fetch(new URL(path, this.#url), {
      method,
      headers: { authorization: `DPoP ${token}`, dpop: shown },
    });
  }

  async buyTicket(): Promise<string> {
    const response = await this.ask('POST', '/api/v1/stream/tickets');
    const { ticket } = (await response.json()) as { ticket: string };
    this.secrets.push(ticket);
    return ticket;
  }

  /** Opens the stream and says hello. Whether it was refused shows as a close that no greeting came before. */
  openStream(ticket: string): {
    readonly greeted: Promise<string>;
    readonly closed: Promise<{ code: number; reason: string; frames: number }>;
    readonly leave: () => void;
  } {
    const address = new URL('/api/v1/stream', this.#url.replace('http', 'ws'));
    const socket = new WebSocket(address, ['masthead.v1', `ticket.${ticket}`]);
    const greeted = Promise.withResolvers<string>();
    const closed = Promise.withResolvers<{ code: number; reason: string; frames: number }>();
    let frames = 0;
    socket.addEventListener('open', () => socket.send('{"type":"hello","cursor":null}'));
    socket.addEventListener('message', ({ data }) => {
      frames += 1;
      greeted.resolve(String(data));
    });
    socket.addEventListener('close', ({ code, reason }) => {
      greeted.reject(new Error(`closed with ${code}`));
      closed.resolve({ code, reason, frames });
    });
    // Who does not wait for the greeting knows of the close.
    greeted.promise.catch(() => undefined);
    return { greeted: greeted.promise, closed: closed.promise, leave: () => socket.close() };
  }

  async proof(method: string, path: string, token?: string): Promise<string> {
    const ath = token && { ath: createHash('sha256').update(token).digest('base64url') };
    const claims = { htm: method, htu: `${this.#url}${path}`, jti: randomUUID(), ...ath };
    const proof = await new SignJWT(claims)
      .setIssuedAt()
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: this.#jwk })
      .sign(this.#key);
    this.secrets.push(proof);
    return proof;
  }

  async #post(path: string, form: Record<string, string>): Promise<Response> {
    const headers = { dpop: await this.proof('POST', path) };
    return fetch(new URL(path, this.#url), { method: 'POST', headers, body: new URLSearchParams(form) });
  }

  async #keep(response: Response): Promise<void> {
    if (!response.ok) throw new Error(`no tokens but ${response.status}: ${await response.text()}`);
    this.#tokens = (await response.json()) as DeviceTokens;
    this.secrets.push(this.#tokens.access_token, this.#tokens.refresh_token);
  }
}
