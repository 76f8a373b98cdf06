import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/model/person.ts';
import { derivedHex } from '../../../worker/auth/derive.ts';
import { useClock } from '../../../worker/clock.ts';
import { codeOf, ORIGIN, type Relay, startRelay } from './relay.ts';

let relay: Relay;
let restore = () => {};
beforeEach(async () => {
  relay = await startRelay();
});
afterEach(() => restore());

const own = { Origin: ORIGIN };

async function newCode(role: Role): Promise<string> {
  const response = await relay.ask('POST', '/api/v1/sign-in-codes', { as: 'admin', json: { role } });
  const { url }: { url: string } = await response.json();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8787\/sign-in#[0-9a-f]{64}$/);
  return url.split('#')[1] ?? '';
}

const exchange = (code: string, headers: Record<string, string> = own) =>
  relay.ask('POST', '/session', { json: { code }, headers });

async function signIn(role: Role): Promise<string> {
  const response = await exchange(await newCode(role));
  return response.headers.get('Set-Cookie')?.split(';')[0] ?? '';
}

describe('a sign-in code', () => {
  it('becomes a session, once', async () => {
    const code = await newCode('liaison');
    const response = await exchange(code);
    expect([response.status, await response.json()]).toEqual([200, { next: '/console' }]);
    const cookie = response.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/^__Host-masthead=[0-9a-f]{64}; /);
    for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
    const again = await exchange(code);
    expect([again.status, await codeOf(again)]).toEqual([401, 'unauthenticated']);
  });

  it('is good for half a day', async () => {
    const code = await newCode('liaison');
    restore = useClock(() => Date.now() + 12 * 3_600_000 + 1_000);
    expect((await exchange(code)).status).toBe(401);
  });

  it('works as a form too, pasted with the whole address', async () => {
    const code = await newCode('stakeholder');
    const form = { code: ` ${ORIGIN}/sign-in#${code} ` };
    const response = await relay.ask('POST', '/session', { form, headers: own });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/']);
    expect(response.headers.get('Set-Cookie')).toContain('__Host-masthead=');
  });

  it('that is wrong is said at the field', async () => {
    const response = await relay.ask('POST', '/session', { form: { code: 'wrong' }, headers: own });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('This code is unknown, used or too old.');
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { Origin: 'https://evil.example' }],
    ['nobody knows where', {}],
    ['a page that hides its origin', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
  ])('is not taken from %s', async (_where, headers) => {
    const response = await exchange(await newCode('liaison'), headers);
    expect([response.status, await codeOf(response)]).toEqual([403, 'foreign_origin']);
  });
});

describe('a sign-in code asked for twice under one key', () => {
  const ask = (key: string, role: Role) =>
    relay.ask('POST', '/api/v1/sign-in-codes', {
      as: 'admin',
      json: { role },
      headers: { 'Idempotency-Key': key },
    });
  const codeIn = async (response: Response) =>
    (await response.clone().json<{ url: string }>()).url.split('#')[1] ?? '';

  it('is one code, shown again as it was though time has passed, and good once', async () => {
    const first = await ask('code-1', 'liaison');
    const later = Date.now() + 60_000;
    restore = useClock(() => later);
    const second = await ask('code-1', 'liaison');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.clone().text()).toBe(await first.clone().text());
    expect((await exchange(await codeIn(first))).status).toBe(200);
    expect((await exchange(await codeIn(second))).status).toBe(401);
  });

  it('is refused for another role', async () => {
    await ask('code-2', 'stakeholder');
    const other = await ask('code-2', 'admin');
    expect([other.status, await codeOf(other)]).toEqual([422, 'idempotency_key_reused']);
  });

  it('is not the code of another key', async () => {
    const [one, two] = [await ask('code-3', 'liaison'), await ask('code-4', 'liaison')];
    expect(await codeIn(one)).not.toBe(await codeIn(two));
  });

  it('lies in the database neither as it is nor so that the database alone could make it', async () => {
    const code = await codeIn(await ask('code-5', 'liaison'));
    const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub'));
    const kept = await runInDurableObject(hub, (_hub, { storage: { sql } }) =>
      [...sql.exec('SELECT * FROM answers'), ...sql.exec('SELECT * FROM sign_in_codes')].map((row) =>
        JSON.stringify(row),
      ),
    );
    expect(kept).toHaveLength(2);
    expect(kept.join()).not.toContain(code);
    const [, seed = ''] = /seed\W+([0-9a-f]{64})/.exec(kept.join()) ?? [];
    expect(await derivedHex('another key', 'sign-in code', [seed], 32)).not.toBe(code);
    expect(await derivedHex(relay.env.MASTHEAD_KEY ?? '', 'sign-in code', [seed], 32)).toBe(code);
  });
});

describe('a session', () => {
  it('reads and writes the API from our own pages', async () => {
    const cookie = await signIn('admin');
    const headers = { ...own, Cookie: `other=1; ${cookie}` };
    expect((await relay.ask('GET', '/api/v1/state', { headers: { Cookie: cookie } })).status).toBe(200);
    const json = { name: 'Checkout' };
    expect((await relay.ask('PUT', '/api/v1/services/checkout', { json, headers })).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { Origin: 'https://evil.example' }],
    ['another port', { Origin: 'http://127.0.0.1:9999' }],
    ['nobody knows where', {}],
    ['a form that hides its origin', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
  ])('writes nothing for a request from %s', async (_where, headers) => {
    const cookie = await signIn('admin');
    const response = await relay.ask('PUT', '/api/v1/services/checkout', {
      json: { name: 'Checkout' },
      headers: { Cookie: cookie, ...headers },
    });
    expect([response.status, await codeOf(response)]).toEqual([403, 'foreign_origin']);
    expect(await (await relay.ask('GET', '/api/v1/services', { as: 'admin' })).text()).toBe(
      '{"services":[]}',
    );
  });

  it('counts where the browser vouches for the same origin and names none', async () => {
    const headers = { Cookie: await signIn('admin'), Origin: 'null', 'Sec-Fetch-Site': 'same-origin' };
    const response = await relay.ask('PUT', '/api/v1/services/checkout', {
      json: { name: 'Checkout' },
      headers,
    });
    expect(response.status).toBe(200);
  });

  it('does not make up for a wrong token', async () => {
    const response = await relay.ask('GET', '/api/v1/state', {
      as: 'wrong',
      headers: { Cookie: await signIn('admin') },
    });
    expect(response.status).toBe(401);
  });

  it('is over when it is ended, after an hour unused, and after half a day', async () => {
    const readWith = async (cookie: string) =>
      (await relay.ask('GET', '/api/v1/state', { headers: { Cookie: cookie } })).status;
    const ended = await signIn('stakeholder');
    expect(await readWith(ended)).toBe(200);
    const end = await relay.ask('POST', '/session/end', { headers: { ...own, Cookie: ended } });
    expect([end.status, end.headers.get('Set-Cookie')?.includes('Max-Age=0')]).toEqual([303, true]);
    expect(await readWith(ended)).toBe(401);
    const idle = await signIn('stakeholder');
    restore = useClock(() => Date.now() + 3_600_000 + 1_000);
    expect(await readWith(idle)).toBe(401);
  });
});
