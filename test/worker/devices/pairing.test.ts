import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { type Relay, startRelay } from '../http/relay.ts';
import { type Codes, decide, errorOf, forgetWaiting, PairedBrowser, signedIn, wait } from './browser.ts';

let relay: Relay;
let browser: PairedBrowser;
beforeEach(async () => {
  rateLimiter.forgetAll();
  relay = await startRelay();
  browser = await PairedBrowser.of(relay);
});
afterEach(forgetWaiting);

const codesOf = async (asking = browser) => (await asking.start()).json<Codes>();

describe('a browser that asks to be connected', () => {
  it('is given codes, the user code in the fragment of the page', async () => {
    const response = await browser.start();
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    const codes = await response.json<Codes>();
    expect(codes).toMatchObject({
      device_code: expect.stringMatching(/^[0-9a-f]{64}$/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: 'http://127.0.0.1:8787/device',
      expires_in: 600,
      interval: 5,
    });
    expect(codes.verification_uri_complete).toBe(`${codes.verification_uri}#${codes.user_code}`);
  });

  it('waits until its person has said yes, and is connected as a stakeholder', async () => {
    const { device_code, user_code } = await codesOf();
    expect(await errorOf(await browser.poll(device_code))).toBe('authorization_pending');
    const cookie = await signedIn(relay, 'liaison');
    await decide(relay, cookie, user_code, 'look');
    wait(5_000);
    expect(await errorOf(await browser.poll(device_code))).toBe('authorization_pending');
    await decide(relay, cookie, user_code, 'connect');
    wait(5_000);
    const answer = await browser.poll(device_code);
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    browser.tokens = await answer.json();
    expect(browser.tokens).toMatchObject({ token_type: 'DPoP', expires_in: 43_200 });
    expect((await browser.ask('GET', '/api/v1/state')).status).toBe(200);
    // Its person publishes; the browser does not.
    expect((await browser.ask('POST', '/api/v1/incidents')).status).toBe(403);
    expect((await browser.ask('GET', '/api/v1/drafts')).status).toBe(403);
  });

  it('is told that its person said no', async () => {
    const { device_code, user_code } = await codesOf();
    await decide(relay, await signedIn(relay, 'stakeholder'), user_code, 'deny');
    expect(await errorOf(await browser.poll(device_code))).toBe('access_denied');
    expect(await errorOf(await browser.poll(device_code))).toBe('invalid_grant');
  });

  it('asks too fast, and then has to ask more slowly for good', async () => {
    const { device_code } = await codesOf();
    expect(await errorOf(await browser.poll(device_code))).toBe('authorization_pending');
    wait(4_000);
    expect(await errorOf(await browser.poll(device_code))).toBe('slow_down');
    wait(6_000);
    expect(await errorOf(await browser.poll(device_code))).toBe('slow_down');
    wait(15_000);
    expect(await errorOf(await browser.poll(device_code))).toBe('authorization_pending');
  });

  it('comes too late after ten minutes, even where its person said yes', async () => {
    const { device_code, user_code } = await codesOf();
    await decide(relay, await signedIn(relay, 'stakeholder'), user_code, 'connect');
    wait(600_000);
    expect(await errorOf(await browser.poll(device_code))).toBe('expired_token');
  });

  it('uses a device code up', async () => {
    const { device_code, user_code } = await codesOf();
    await decide(relay, await signedIn(relay, 'stakeholder'), user_code, 'connect');
    expect((await browser.poll(device_code)).status).toBe(200);
    wait(5_000);
    expect(await errorOf(await browser.poll(device_code))).toBe('invalid_grant');
  });

  it('alone can use its device code: with another key it opens nothing, and is still good', async () => {
    const { device_code, user_code } = await codesOf();
    await decide(relay, await signedIn(relay, 'stakeholder'), user_code, 'connect');
    const thief = await PairedBrowser.of(relay);
    expect(await errorOf(await thief.poll(device_code))).toBe('invalid_grant');
    expect((await browser.poll(device_code)).status).toBe(200);
  });

  it('replaces what its key was before', async () => {
    const codes = await codesOf();
    await decide(relay, await signedIn(relay, 'stakeholder'), codes.user_code, 'connect');
    const first = await (await browser.poll(codes.device_code)).json<PairedBrowser['tokens']>();
    const again = await codesOf();
    await decide(relay, await signedIn(relay, 'responder'), again.user_code, 'connect');
    const second = await (await browser.poll(again.device_code)).json<PairedBrowser['tokens']>();
    browser.tokens = first;
    expect((await browser.ask('GET', '/api/v1/state')).status).toBe(401);
    expect(await (await browser.refresh()).json()).toMatchObject({ reason: 'replaced' });
    browser.tokens = second;
    expect((await browser.ask('GET', '/api/v1/state')).status).toBe(200);
  });
});

describe('a call that speaks OAuth', () => {
  const grant = (more: Record<string, string>) =>
    browser.post('/oauth/token', { client_id: 'masthead-extension', ...more });

  it.each<[string, Record<string, string>, string]>([
    ['no grant', {}, 'invalid_request'],
    ['a password', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['no refresh token', { grant_type: 'refresh_token' }, 'invalid_request'],
    ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'mhr_0' }, 'invalid_grant'],
    ['another client', { client_id: 'another', grant_type: 'refresh_token' }, 'invalid_client'],
  ])('is refused with %s', async (_what, form, error) => {
    const response = await grant(form);
    expect([response.status, await errorOf(response)]).toEqual([400, error]);
  });

  it('takes forms only, and each parameter once', async () => {
    const path = '/oauth/device_authorization';
    const json = await relay.ask('POST', path, {
      json: {},
      headers: { DPoP: await browser.proof('POST', path) },
    });
    expect(await errorOf(json)).toBe('invalid_request');
    const form = new URLSearchParams('client_id=masthead-extension&browser=a&browser=b');
    const twice = await relay.ask('POST', path, {
      form,
      headers: { DPoP: await browser.proof('POST', path) },
    });
    expect(await errorOf(twice)).toBe('invalid_request');
  });

  it('is refused without a proof, and told the time', async () => {
    const response = await relay.ask('POST', '/oauth/token', { form: { grant_type: 'refresh_token' } });
    expect([response.status, await errorOf(response)]).toEqual([400, 'invalid_dpop_proof']);
    expect(Math.abs(Date.parse(response.headers.get('Masthead-Now') ?? '') - Date.now())).toBeLessThan(5_000);
  });

  it('cleans what a browser says of itself', async () => {
    const { user_code } = await (await browser.start('Evil\u202E\n browser')).json<Codes>();
    const page = await decide(relay, await signedIn(relay, 'stakeholder'), user_code, 'look');
    expect(await page.text()).toContain('<bdi>Evil browser</bdi>');
  });
});

it('keeps a flood of browsers from the hub', async () => {
  const flood = Array.from({ length: 101 }, async () => {
    const proof = await browser.proof('POST', '/oauth/device_authorization');
    return relay.ask('POST', '/oauth/device_authorization', {
      form: { client_id: 'masthead-extension', browser: 'Chromium' },
      headers: { DPoP: proof, 'CF-Connecting-IP': '192.0.2.1' },
    });
  });
  const answers = await Promise.all(flood);
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.headers.get('Retry-After')).toMatch(/^\d+$/);
  expect(await errorOf(refused[0] as Response)).toBe('temporarily_unavailable');
});
