import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hub } from '../../../worker/hub/hub.ts';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { codeOf, ORIGIN, type Relay, startRelay } from '../http/relay.ts';
import { type Forgery, forgetWaiting, PairedBrowser, wait } from './browser.ts';

const STATE = '/api/v1/state';

let relay: Relay;
let browser: PairedBrowser;
beforeEach(async () => {
  rateLimiter.forgetAll();
  relay = await startRelay();
  browser = await PairedBrowser.paired(relay);
});
afterEach(forgetWaiting);

const seconds = (offset: number) => Math.floor(Date.now() / 1_000) + offset;
const hubStub = () => relay.env.HUB.get(relay.env.HUB.idFromName('hub'));

/** A call with the device's token and this proof; `null` for none. */
function show(proof: string | null, token = browser.tokens.access_token): Promise<Response> {
  return relay.ask('GET', STATE, {
    headers: { Authorization: `DPoP ${token}`, ...(proof === null ? {} : { DPoP: proof }) },
  });
}

const told = async (response: Response) => [response.status, await codeOf(response)];

describe('a proof', () => {
  it('opens once what its device may read', async () => {
    const proof = await browser.proof('GET', STATE, browser.tokens.access_token);
    expect((await show(proof)).status).toBe(200);
    expect(await told(await show(proof))).toEqual([401, 'invalid_dpop_proof']);
  });

  it.each<[string, () => Forgery]>([
    ['for another method', () => ({ claims: { htm: 'POST' } })],
    ['for another path', () => ({ claims: { htu: `${ORIGIN}/api/v1/incidents` } })],
    ['for another relay', () => ({ claims: { htu: `https://relay.example${STATE}` } })],
    ['for another port', () => ({ claims: { htu: `http://127.0.0.1:9999${STATE}` } })],
    ['for no address', () => ({ claims: { htu: 'state' } })],
    ['for another token', () => ({ claims: { ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo' } })],
    ['for no token', () => ({ claims: { ath: undefined } })],
    ['that is a minute old', () => ({ claims: { iat: seconds(-62) } })],
    ['from the future', () => ({ claims: { iat: seconds(8) } })],
    ['of no time', () => ({ claims: { iat: undefined } })],
    ['of a time that is none', () => ({ claims: { iat: 'now' } })],
    ['without an id', () => ({ claims: { jti: undefined } })],
    ['with an id of any length', () => ({ claims: { jti: 'x'.repeat(101) } })],
    ['that is over by its own word', () => ({ claims: { exp: seconds(-5) } })],
    ['that is some other token', () => ({ header: { typ: 'JWT' } })],
    ['that is none by its type', () => ({ header: { typ: undefined } })],
    ['that names no key', () => ({ header: { jwk: undefined } })],
  ])('%s is refused', async (_what, forgery) => {
    const proof = await browser.proof('GET', STATE, browser.tokens.access_token, forgery());
    expect(await told(await show(proof))).toEqual([401, 'invalid_dpop_proof']);
  });

  it.each([-57, 3])('of a clock that is off by %i s holds', async (offset) => {
    const proof = await browser.proof('GET', STATE, browser.tokens.access_token, {
      claims: { iat: seconds(offset) },
    });
    expect((await show(proof)).status).toBe(200);
  });

  it('that is missing, or there twice, is refused', async () => {
    expect(await told(await show(null))).toEqual([401, 'invalid_dpop_proof']);
    const [one, two] = [
      await browser.proof('GET', STATE, browser.tokens.access_token),
      await browser.proof('GET', STATE, browser.tokens.access_token),
    ];
    expect(await told(await show(`${one}, ${two}`))).toEqual([401, 'invalid_dpop_proof']);
    expect(await told(await show('not a proof'))).toEqual([401, 'invalid_dpop_proof']);
    expect(await told(await show('x'.repeat(3_000)))).toEqual([401, 'invalid_dpop_proof']);
  });

  it('holds for the address without its query', async () => {
    const token = browser.tokens.access_token;
    const headers = async (htu: string) => ({
      Authorization: `DPoP ${token}`,
      DPoP: await browser.proof('GET', STATE, token, { claims: { htu } }),
    });
    const asked = `${STATE}?one=1`;
    for (const htu of [
      `${ORIGIN}${STATE}`,
      `${ORIGIN}${STATE}?two=2#three`,
      `HTTP://127.0.0.1:8787/api/v1/../v1/state`,
    ])
      expect((await relay.ask('GET', asked, { headers: await headers(htu) })).status).toBe(200);
  });

  it('names the relay by its own address, whatever a proxy makes of it', async () => {
    const url = 'https://relay.example/';
    const behind: Relay = await startRelay({ MASTHEAD_URL: url });
    const own = await PairedBrowser.of(behind);
    const start = async (htu: string) =>
      (
        await own.post(
          '/oauth/device_authorization',
          { client_id: 'masthead-extension', browser: 'B' },
          { claims: { htu } },
        )
      ).status;
    expect(await start('https://relay.example/oauth/device_authorization')).toBe(200);
    expect(await start('https://relay.example:443/oauth/device_authorization')).toBe(200);
    expect(await start('https://evil.example/oauth/device_authorization')).toBe(400);
  });
});

describe('a key', () => {
  const claims = (token: string) => ({
    htm: 'GET',
    htu: `${ORIGIN}${STATE}`,
    iat: seconds(0),
    jti: crypto.randomUUID(),
    ath: token,
  });
  const hash = async () => {
    const bytes = new TextEncoder().encode(browser.tokens.access_token);
    const digest = await crypto.subtle.digest('SHA-256', bytes);
    return new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true });
  };

  it('of another device opens nothing with this token', async () => {
    const other = await PairedBrowser.paired(relay);
    const proof = await other.proof('GET', STATE, browser.tokens.access_token);
    const response = await show(proof);
    expect(await told(response)).toEqual([401, 'unauthenticated']);
    expect((await browser.ask('GET', STATE)).status).toBe(200);
  });

  it('that did not sign the proof it stands in is refused', async () => {
    const other = await PairedBrowser.of(relay);
    const proof = await other.proof('GET', STATE, browser.tokens.access_token, {
      header: { jwk: browser.jwk },
    });
    expect(await told(await show(proof))).toEqual([401, 'invalid_dpop_proof']);
  });

  it('whose private half is shown is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(privateKey);
    const proof = await new SignJWT(claims(await hash()))
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .sign(privateKey);
    expect(jwk.d).toBeDefined();
    expect(await told(await show(proof))).toEqual([401, 'invalid_dpop_proof']);
  });

  it.each(['RS256', 'ES384', 'EdDSA', 'HS256', 'none'])('of the algorithm %s is refused', async (alg) => {
    expect(await told(await show(await signedWith(alg, claims(await hash()))))).toEqual([
      401,
      'invalid_dpop_proof',
    ]);
  });
});

async function signedWith(alg: string, claims: Record<string, unknown>): Promise<string> {
  if (alg === 'none') {
    const [, body = ''] = new UnsecuredJWT(claims).encode().split('.');
    const header = JSON.stringify({ alg, typ: 'dpop+jwt', jwk: browser.jwk });
    return `${new TextEncoder().encode(header).toBase64({ alphabet: 'base64url', omitPadding: true })}.${body}.`;
  }
  if (alg === 'HS256') {
    // The public key as if it were a secret that both sides share.
    const secret = new TextEncoder().encode(JSON.stringify(browser.jwk));
    return new SignJWT(claims).setProtectedHeader({ alg, typ: 'dpop+jwt', jwk: browser.jwk }).sign(secret);
  }
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  return new SignJWT(claims).setProtectedHeader({ alg, typ: 'dpop+jwt', jwk }).sign(privateKey);
}

describe('a device token', () => {
  it('is none as a bearer token', async () => {
    const headers = { Authorization: `Bearer ${browser.tokens.access_token}` };
    const proof = await browser.proof('GET', STATE, browser.tokens.access_token);
    expect(await told(await relay.ask('GET', STATE, { headers }))).toEqual([401, 'unauthenticated']);
    expect(await told(await relay.ask('GET', STATE, { headers: { ...headers, DPoP: proof } }))).toEqual([
      401,
      'unauthenticated',
    ]);
  });

  it('is over after half a day', async () => {
    wait(12 * 3_600_000 - 2_000);
    expect((await browser.ask('GET', STATE)).status).toBe(200);
    wait(3_000);
    expect(await told(await browser.ask('GET', STATE))).toEqual([401, 'unauthenticated']);
  });

  it('buys tickets, tells receipts, and does nothing else', async () => {
    expect((await browser.ask('POST', '/api/v1/stream/tickets')).status).toBe(201);
    expect((await browser.ask('GET', '/api/v1/devices')).status).toBe(403);
    expect((await browser.ask('PUT', '/api/v1/services/checkout')).status).toBe(403);
  });
});

describe('a refusal', () => {
  it('tells an extension the time and what to send', async () => {
    const response = await relay.ask('GET', STATE, {
      headers: { Authorization: `DPoP ${browser.tokens.access_token}`, Origin: 'chrome-extension://abc' },
    });
    expect(response.headers.get('WWW-Authenticate')).toBe('DPoP error="invalid_dpop_proof", algs="ES256"');
    expect(Math.abs(Date.parse(response.headers.get('Masthead-Now') ?? '') - Date.now())).toBeLessThan(5_000);
    expect(response.headers.get('Access-Control-Expose-Headers')).toContain('Masthead-Now');
    const preflight = await relay.ask('OPTIONS', STATE, {
      headers: { Origin: 'chrome-extension://abc', 'Access-Control-Request-Method': 'GET' },
    });
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('DPoP');
  });

  it('without a credential names both ways to prove oneself', async () => {
    const response = await relay.ask('GET', STATE);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="masthead", DPoP algs="ES256"');
  });
});

describe('after a restart of the hub', () => {
  it('a proof that was used counts no more, and a new one does at once', async () => {
    const used = await browser.proof('GET', STATE, browser.tokens.access_token);
    expect((await show(used)).status).toBe(200);
    await evictDurableObject(hubStub());
    expect(await told(await show(used))).toEqual([401, 'invalid_dpop_proof']);
    wait(1_000);
    expect((await browser.ask('GET', STATE)).status).toBe(200);
  });

  it('one of a fast clock, which lay in the future when it was used, counts no more either', async () => {
    const used = await browser.proof('GET', STATE, browser.tokens.access_token, {
      claims: { iat: seconds(4) },
    });
    expect((await show(used)).status).toBe(200);
    await evictDurableObject(hubStub());
    wait(2_000);
    expect(await told(await show(used))).toEqual([401, 'invalid_dpop_proof']);
  });

  it('the first call after a quiet time is not refused', async () => {
    wait(2_000);
    await evictDurableObject(hubStub());
    expect((await browser.ask('GET', STATE)).status).toBe(200);
  });
});

it('keeps of proofs one time in the database and nothing else', async () => {
  const proof = await browser.proof('GET', STATE, browser.tokens.access_token);
  await show(proof);
  const meta = await runInDurableObject(hubStub() as unknown as DurableObjectStub<Hub>, (_hub, { storage }) =>
    storage.sql.exec("SELECT value FROM meta WHERE key = 'proofs_until'").toArray(),
  );
  expect(meta).toEqual([{ value: expect.stringMatching(/^\d{13}$/) }]);
});
