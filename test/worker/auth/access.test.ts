import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetKeys } from '../../../worker/auth/remote-keys.ts';
import { type DeployedRelay, deployRelay, ORIGIN } from './provider.ts';

const TEAM = 'example.cloudflareaccess.com';
const AUD = 'a'.repeat(64);
const seconds = () => Math.floor(Date.now() / 1_000);

let relay: DeployedRelay;
let kid: string;
let pair: Awaited<ReturnType<typeof generateKeyPair>>;
beforeEach(async () => {
  forgetKeys();
  await rotateKeys('first');
  const network = {
    async fetch(input: RequestInfo | URL) {
      const address = input instanceof Request ? input.url : String(input);
      if (address !== `https://${TEAM}/cdn-cgi/access/certs`) return new Response(null, { status: 404 });
      return Response.json({
        keys: [{ ...(await exportJWK(pair.publicKey)), kid, alg: 'RS256', use: 'sig' }],
      });
    },
  };
  const setting = {
    kind: 'access',
    team: TEAM,
    aud: AUD,
    allowedDomains: ['example.com'],
    admins: ['ada@example.com'],
  };
  relay = await deployRelay(setting, { SIGN_IN_NETWORK: network });
});

async function rotateKeys(name: string): Promise<void> {
  kid = name;
  pair = await generateKeyPair('RS256', { extractable: true });
}

/** What Access adds to a request. */
async function assertion(change: Record<string, unknown> = {}): Promise<Record<string, string>> {
  const claims = {
    iss: `https://${TEAM}`,
    aud: [AUD],
    sub: 'subject-1',
    email: 'ada@example.com',
    iat: seconds(),
    exp: seconds() + 60,
    ...change,
  };
  const jwt = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(pair.privateKey);
  return { 'Cf-Access-Jwt-Assertion': jwt };
}

const STATE = '/api/v1/state';

describe('a relay behind Cloudflare Access', () => {
  it('knows whom Access has let through, at every request', async () => {
    expect((await relay.get(STATE, await assertion())).status).toBe(200);
    expect((await relay.get('/console', await assertion())).status).toBe(200);
    expect(
      (await relay.get('/console', await assertion({ email: 'sal@example.com', sub: 'two' }))).status,
    ).toBe(403);
  });

  it('believes no header without a signature', async () => {
    const headers = { 'Cf-Access-Authenticated-User-Email': 'ada@example.com' };
    expect((await relay.get(STATE, headers)).status).toBe(401);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another application', { aud: ['b'.repeat(64)] }],
    ['another team', { iss: 'https://other.cloudflareaccess.com' }],
    ['yesterday', { exp: seconds() - 120 }],
    ['tomorrow', { nbf: seconds() + 600 }],
    ['a foreign domain', { email: 'ada@example.org' }],
    ['a service without an address', { email: undefined }],
  ])('refuses an assertion for %s', async (_what, change) => {
    expect((await relay.get(STATE, await assertion(change))).status).toBe(401);
  });

  it('says of an assertion that is over what it says of an ID token: exp', async () => {
    const answer = await relay.get(STATE, await assertion({ exp: seconds() - 120 }));
    expect(await answer.json()).toMatchObject({ detail: 'The assertion of Access does not hold: exp.' });
  });

  it('goes along with keys that rotate, and refuses what a key signed that is gone', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      const old = await assertion();
      expect((await relay.get(STATE, old)).status).toBe(200);
      await rotateKeys('second');
      vi.setSystemTime(Date.now() + 31_000);
      expect((await relay.get(STATE, await assertion())).status).toBe(200);
      expect((await relay.get(STATE, old)).status).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes no write that a page of another site has caused, since the browser brings Access along by itself', async () => {
    const headers = { ...(await assertion()), 'Content-Type': 'application/json' };
    const write = async (origin: string) =>
      (await relay.post('/api/v1/services', { ...headers, Origin: origin }, '{"name":"Search"}')).status;
    expect(await write('https://evil.example')).toBe(403);
    expect(await write(ORIGIN)).toBe(201);
  });
});
