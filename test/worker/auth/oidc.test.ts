import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import {
  cookiesOf,
  type DeployedRelay,
  deployRelay,
  ISSUER,
  ORIGIN,
  startProvider,
  type TestProvider,
} from './provider.ts';

const setting = {
  kind: 'oidc',
  issuer: ISSUER,
  clientId: 'masthead',
  allowedDomains: ['example.com'],
  admins: ['ada@example.com'],
  roles: { liaison: ['comms'], responder: ['on-call'] },
};

let provider: TestProvider;
let relay: DeployedRelay;
beforeEach(async () => {
  rateLimiter.forgetAll();
  provider = await startProvider();
  relay = await deployRelay(setting, { SIGN_IN_NETWORK: { fetch: provider.fetch } });
});

const seconds = () => Math.floor(Date.now() / 1_000);

/** Begins a sign-in; answers with what the provider was asked and the browser's cookie. */
async function begin(path = '/sign-in/start'): Promise<{ query: URLSearchParams; cookie: string }> {
  const response = await relay.get(path);
  expect(response.status).toBe(303);
  const url = new URL(response.headers.get('Location') ?? '');
  return { query: url.searchParams, cookie: cookiesOf(response) };
}

function claimsFor(query: URLSearchParams, change: Record<string, unknown> = {}) {
  return {
    iss: ISSUER,
    aud: 'masthead',
    sub: 'subject-1',
    iat: seconds(),
    exp: seconds() + 300,
    nonce: query.get('nonce') ?? '',
    email: 'Lee@Example.com',
    email_verified: true,
    name: 'Lee',
    ...change,
  };
}

/** Signs in from begin to end. */
async function signIn(change: Record<string, unknown> = {}, start = '/sign-in/start'): Promise<Response> {
  const { query, cookie } = await begin(start);
  provider.claims = claimsFor(query, change);
  return relay.get(`/sign-in/callback?code=abc&state=${query.get('state')}`, { Cookie: cookie });
}

const roleOf = async (response: Response) => {
  const page = await relay.get('/console', { Cookie: cookiesOf(response) });
  return page.status === 200 ? 'liaison or more' : `less: ${page.status}`;
};

describe('signing in at an OpenID provider', () => {
  it('asks with PKCE, state and nonce, and comes back to where the person wanted to go', async () => {
    const { query, cookie } = await begin('/sign-in/start?to=%2Fincidents%2Finc_1');
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      client_id: 'masthead',
      redirect_uri: `${ORIGIN}/sign-in/callback`,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    });
    provider.claims = claimsFor(query);
    const back = await relay.get(`/sign-in/callback?code=abc&state=${query.get('state')}`, {
      Cookie: cookie,
    });
    expect([back.status, back.headers.get('Location')]).toEqual([303, '/incidents/inc_1']);
    expect(provider.lastTokenRequest?.get('code_verifier')).toMatch(/^[0-9a-f]{64}$/);
    expect((await relay.get('/', { Cookie: cookiesOf(back) })).status).toBe(200);
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
    'sends nobody on to %s',
    async (to) => {
      const back = await signIn({}, `/sign-in/start?to=${encodeURIComponent(to)}`);
      expect(back.headers.get('Location')).toBe('/');
    },
  );

  it.each([
    ['nobody special', { groups: [] }, 'less: 403'],
    ['in a liaisons’ group', { groups: ['comms'] }, 'liaison or more'],
    ['in the responders’ group', { groups: ['on-call'] }, 'less: 403'],
    ['named as admin', { email: 'ada@example.com' }, 'liaison or more'],
  ])('gives who is %s the role that follows', async (_who, change, role) => {
    expect(await roleOf(await signIn(change))).toBe(role);
  });

  it('takes a role back at the next sign-in, and at once from the session before', async () => {
    const first = await signIn({ groups: ['comms'] });
    expect(await roleOf(first)).toBe('liaison or more');
    await signIn({ groups: [] });
    expect(await roleOf(first)).toBe('less: 403');
  });

  it.each<[string, Record<string, unknown>]>([
    ['of another issuer', { iss: 'https://login.example.org' }],
    ['for another audience', { aud: 'another' }],
    ['for many without us as the party', { aud: ['masthead', 'another'] }],
    ['of another party', { azp: 'another' }],
    ['of another sign-in', { nonce: 'another' }],
    ['that is over', { exp: seconds() - 120 }],
    ['that is not yet valid', { nbf: seconds() + 300 }],
    ['of nobody', { sub: '' }],
    ['without an address', { email: undefined }],
    ['whose address is not verified', { email_verified: false }],
    ['of a foreign domain', { email: 'lee@example.org' }],
    ['of a domain that ends alike', { email: 'lee@notexample.com' }],
  ])('refuses a token %s', async (_what, change) => {
    const response = await signIn(change);
    expect([response.status, cookiesOf(response)]).toEqual([403, '']);
  });

  it.each<[string, () => Promise<void>]>([
    [
      'unsigned',
      async () => {
        provider.sign = async (claims) => new UnsecuredJWT(claims).encode();
      },
    ],
    [
      'signed with the public key as a secret',
      async () => {
        const secret = new TextEncoder().encode(await provider.publicKey());
        provider.sign = (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
      },
    ],
    [
      'signed with a key that is none of the provider’s',
      async () => {
        const stranger = await startProvider();
        provider.sign = stranger.sign;
      },
    ],
    [
      'changed after it was signed',
      async () => {
        const { sign } = provider;
        provider.sign = async (claims) => {
          const [header = '', , signature = ''] = (await sign(claims)).split('.');
          const [, payload = ''] = (await sign({ ...claims, email: 'ada@example.com' })).split('.');
          return [header, payload, signature].join('.');
        };
      },
    ],
  ])('refuses a token that is %s', async (_what, spoil) => {
    await spoil();
    expect((await signIn()).status).toBe(403);
  });

  it('refuses an answer to another state and one in another browser', async () => {
    const { query, cookie } = await begin();
    provider.claims = claimsFor(query);
    const path = `/sign-in/callback?code=abc&state=${query.get('state')}`;
    expect((await relay.get('/sign-in/callback?code=abc&state=other', { Cookie: cookie })).status).toBe(403);
    expect((await relay.get(path)).status).toBe(403);
  });

  it('says that the sign-in was cancelled', async () => {
    const { query, cookie } = await begin();
    const path = `/sign-in/callback?error=access_denied&state=${query.get('state')}`;
    const page = await relay.get(path, { Cookie: cookie });
    expect([page.status, await page.text()]).toEqual([403, expect.stringContaining('cancelled')]);
  });

  it('refuses a provider that names itself by another issuer', async () => {
    provider.change = { issuer: 'https://login.example.org' };
    expect((await relay.get('/sign-in/start')).status).toBe(502);
  });
});

describe('a change that wants a fresh sign-in', () => {
  const ada = { email: 'ada@example.com', sub: 'ada' };
  const makeToken = async (session: Response) => {
    const headers = { Cookie: cookiesOf(session), Origin: ORIGIN, 'Content-Type': 'application/json' };
    const wish = JSON.stringify({ name: 'Bot', role: 'stakeholder', scopes: ['state:read'] });
    return (await relay.post('/api/v1/tokens', headers, wish)).status;
  };

  it.each([
    ['is made after one of just now', { auth_time: seconds() }, '', 201],
    ['is refused after one of yesterday', { auth_time: seconds() - 86_400 }, '', 403],
    [
      'is refused after one of yesterday that was to be fresh',
      { auth_time: seconds() - 86_400 },
      '?fresh=1',
      403,
    ],
    ['is refused where the provider does not say when', {}, '', 403],
    ['is made where it does not say, and was asked for a fresh one', {}, '?fresh=1', 201],
  ])('%s', async (_what, change, wish, status) => {
    expect(await makeToken(await signIn({ ...ada, ...change }, `/sign-in/start${wish}`))).toBe(status);
  });
});

describe('keys of the provider', () => {
  it('may be others from one day to the next; tokens of unknown keys do not have them fetched again and again', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      expect((await signIn()).status).toBe(303);
      await provider.rotateKeys();
      vi.setSystemTime(Date.now() + 60_000);
      expect((await signIn()).status).toBe(303);
      const fetches = () => provider.asked.filter((path) => path === '/jwks').length;
      const before = fetches();
      const { sign } = await startProvider();
      provider.sign = sign;
      for (let n = 0; n < 5; n += 1) await signIn();
      expect(fetches() - before).toBeLessThanOrEqual(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('an account', () => {
  it('is bound to the subject: whoever gets the address later is not taken for who had it', async () => {
    expect((await signIn()).status).toBe(303);
    expect((await signIn({ sub: 'subject-2' })).status).toBe(403);
  });

  it('does not follow a changed address by itself', async () => {
    expect((await signIn()).status).toBe(303);
    const page = await signIn({ email: 'lee.new@example.com' });
    expect([page.status, await page.text()]).toEqual([403, expect.stringContaining('has changed')]);
  });

  it('is not made where only those may come whom an admin has added', async () => {
    relay = await deployRelay({ ...setting, mayJoin: false }, { SIGN_IN_NETWORK: { fetch: provider.fetch } });
    expect((await signIn()).status).toBe(403);
  });
});
