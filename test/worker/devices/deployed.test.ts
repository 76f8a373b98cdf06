import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeEach, expect, it } from 'vitest';
import { app } from '../../../worker/app.ts';
import { forgetKeys } from '../../../worker/auth/remote-keys.ts';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { deployRelay, ORIGIN } from '../auth/provider.ts';
import type { Relay } from '../http/relay.ts';
import { type Codes, PairedBrowser, type TokenSet } from './browser.ts';

const TEAM = 'example.cloudflareaccess.com';

let relay: Relay;
let gate: Record<string, string>;
beforeEach(async () => {
  rateLimiter.forgetAll();
  forgetKeys();
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = [{ ...(await exportJWK(publicKey)), kid: '1', alg: 'RS256', use: 'sig' }];
  const network = { fetch: async () => Response.json({ keys }) };
  const setting = { kind: 'access', team: TEAM, aud: 'a'.repeat(64), allowedDomains: ['example.com'] };
  const { env } = await deployRelay(
    { ...setting, admins: ['ada@example.com'] },
    { SIGN_IN_NETWORK: network },
  );
  const seconds = Math.floor(Date.now() / 1_000);
  const person = { iss: `https://${TEAM}`, aud: [setting.aud], sub: '1', email: 'ada@example.com' };
  const assertion = await new SignJWT({ ...person, iat: seconds, exp: seconds + 600 })
    .setProtectedHeader({ alg: 'RS256', kid: '1' })
    .sign(privateKey);
  gate = { 'Cf-Access-Jwt-Assertion': assertion, Origin: ORIGIN };
  relay = {
    env,
    send: async (request) => app.request(request, undefined, env),
    ask: async (method, path, { form, headers = {} } = {}) => {
      const body = form && { body: new URLSearchParams(form) };
      // Behind a proxy that ends TLS, the relay itself is asked in the clear.
      return app.request(
        `http://masthead.example.com${path}`,
        { method, headers, redirect: 'manual', ...body },
        env,
      );
    },
  };
});

it('a browser is connected to a deployed relay behind a proxy, by whom the gate has let in', async () => {
  const browser = await PairedBrowser.of(relay, ORIGIN);
  const codes = await (await browser.start()).json<Codes>();
  expect(codes.verification_uri).toBe(`${ORIGIN}/device`);
  const form = { do: 'connect', code: codes.user_code };
  expect(await (await relay.ask('POST', '/device', { form })).text()).toContain('Sign in');
  const said = await relay.ask('POST', '/device', { form, headers: gate });
  expect(await said.text()).toContain('<h1>Connected</h1>');
  browser.tokens = await (await browser.poll(codes.device_code)).json<TokenSet>();
  expect((await browser.ask('GET', '/api/v1/state')).status).toBe(200);
  // An admin's device is no admin.
  expect((await browser.ask('GET', '/api/v1/devices')).status).toBe(403);
  const toProxy = { claims: { htu: 'http://masthead.example.com/api/v1/state' } };
  expect((await browser.ask('GET', '/api/v1/state', toProxy)).status).toBe(401);
  expect((await browser.refresh()).status).toBe(200);
});
