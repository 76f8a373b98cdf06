import { beforeAll, describe, expect, it } from 'vitest';
import { app } from '../../../worker/app.ts';
import { codeOf, type Relay, startRelay } from './relay.ts';

const EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const FIREFOX = 'moz-extension://3c1ad9e2-7d2e-4f55-9f5e-1f0d6a2b7c11';

let relay: Relay;
beforeAll(async () => {
  relay = await startRelay();
});

describe('CORS', () => {
  it.each([EXTENSION, FIREFOX])('lets %s ask and read', async (origin) => {
    const preflight = await relay.ask('OPTIONS', '/api/v1/state', {
      headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
    expect(preflight.headers.get('Access-Control-Max-Age')).toBe('7200');
    const answer = await relay.ask('GET', '/api/v1/state', {
      as: 'stakeholder',
      headers: { Origin: origin },
    });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('Masthead-Confirmed-At');
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(answer.headers.get('Vary')).toContain('Origin');
  });

  it('lets an extension read why it was refused', async () => {
    const answer = await relay.ask('GET', '/api/v1/state', { as: 'wrong', headers: { Origin: EXTENSION } });
    expect([answer.status, answer.headers.get('Access-Control-Allow-Origin')]).toEqual([401, EXTENSION]);
  });

  it.each(['https://evil.example', 'null', `${EXTENSION}.evil.example`, 'http://127.0.0.1:8787'])(
    'tells a page of %s nothing',
    async (origin) => {
      const headers = { Origin: origin, 'Access-Control-Request-Method': 'GET' };
      const preflight = await relay.ask('OPTIONS', '/api/v1/state', { headers });
      expect(preflight.status).toBe(405);
      const answer = await relay.ask('GET', '/api/v1/state', {
        as: 'stakeholder',
        headers: { Origin: origin },
      });
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    },
  );
});

describe('the host of a local relay', () => {
  const askHost = (host: string) => app.request(`http://${host}/healthz`, {}, relay.env);

  it.each(['127.0.0.1:8787', 'localhost:8787', '[::1]:8787'])('may be %s', async (host) => {
    expect((await askHost(host)).status).toBe(200);
  });

  it.each(['evil.example', 'evil.example:8787', 'crm.localhost:8787', '127.0.0.1.evil.example', '10.0.0.1'])(
    'may not be %s',
    async (host) => {
      const response = await askHost(host);
      expect([response.status, await codeOf(response)]).toEqual([403, 'wrong_host']);
    },
  );

  it('is what the Host header says, whatever the address was', async () => {
    const response = await relay.ask('GET', '/healthz', { headers: { Host: 'evil.example' } });
    expect(await codeOf(response)).toBe('wrong_host');
  });
});

describe('a relay without a sign-in', () => {
  it.each(['/healthz', '/', '/api/v1/state', '/console'])('serves nothing at %s', async (path) => {
    const open = await startRelay({ MASTHEAD_LOCAL_TOKENS: undefined });
    const response = await open.ask('GET', path, { as: 'admin' });
    expect([response.status, await codeOf(response)]).toEqual([503, 'sign_in_not_configured']);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('serves nothing without its key either, or with tokens that are none', async () => {
    for (const change of [{ MASTHEAD_KEY: undefined }, { MASTHEAD_LOCAL_TOKENS: '{"admin":""}' }]) {
      const open = await startRelay(change);
      expect(await codeOf(await open.ask('GET', '/healthz'))).toBe('sign_in_not_configured');
    }
  });
});

describe('every answer', () => {
  it.each(['/healthz', '/api/v1/state', '/nothing', '/', '/console', '/sign-in.js'])(
    'carries the security headers: %s',
    async (path) => {
      const { headers } = await relay.ask('GET', path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('X-Frame-Options')).toBe('DENY');
      expect(headers.get('Referrer-Policy')).toBe('same-origin');
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    },
  );

  it('asks for https for ever where it came over it', async () => {
    const overTls = await app.request('https://127.0.0.1/healthz', {}, relay.env);
    expect(overTls.headers.get('Strict-Transport-Security')).toContain('max-age=');
    expect((await relay.ask('GET', '/healthz')).headers.get('Strict-Transport-Security')).toBeNull();
  });
});
