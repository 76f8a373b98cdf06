import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AdminPageId, adminTable } from '../../../worker/pages/admin/admin-table.ts';
import { addServices, ORIGIN, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
});

const ids = Object.keys(adminTable) as AdminPageId[];
const pathOf = (id: AdminPageId) =>
  adminTable[id].path.replace(':id', 'checkout').replace(':person', 'admin@masthead.local');
const form = { key: 'k', name: 'Written', id: 'written' };

/** Every row of every table of the hub but the audit log, as text. */
async function contents(): Promise<string> {
  const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub'));
  return runInDurableObject(hub as unknown as DurableObjectStub, (_hub, { storage: { sql } }) => {
    const names = [
      ...sql.exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`),
    ]
      .map(({ name }) => name)
      .filter((name) => !/^(_|sqlite_|audit)/.test(name));
    return JSON.stringify(names.map((name) => [name, [...sql.exec(`SELECT * FROM ${name}`)]]));
  });
}

/** As one who came by the company's sign-in: on one machine there is nobody to prove oneself to again. */
async function signedInLongAgo(): Promise<void> {
  const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub'));
  const at = new Date(Date.now() - 20 * 60_000).toISOString();
  await runInDurableObject(hub as unknown as DurableObjectStub, (_hub, { storage: { sql } }) => {
    sql.exec('UPDATE sessions SET proven_at = ?', at);
    sql.exec(`UPDATE accounts SET origin = 'sign_in'`);
  });
}

async function cookieOf(role: string): Promise<string> {
  const made = await relay.ask('POST', '/api/v1/sign-in-codes', { as: 'admin', json: { role } });
  const { url } = await made.json<{ url: string }>();
  const session = await relay.ask('POST', '/session', {
    json: { code: url.split('#')[1] },
    headers: { Origin: ORIGIN },
  });
  return session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
}

describe.each(ids)('%s', (id) => {
  const { method } = adminTable[id];
  const ask = (as?: 'stakeholder' | 'responder' | 'liaison') =>
    relay.ask(method, pathOf(id), method === 'POST' ? { as, form } : { as });

  it('is for admins only, and writes nothing for anybody else but that they were refused', async () => {
    const before = await contents();
    expect((await ask()).status).toBe(401);
    for (const role of ['stakeholder', 'responder', 'liaison'] as const) {
      const response = await ask(role);
      expect([role, response.status]).toEqual([role, 403]);
      expect(await response.text()).toContain('This page is for admins');
    }
    expect(await contents()).toBe(before);
    const log = await relay.ask('GET', '/api/v1/audit?outcome=refused', { as: 'admin' });
    const { lines } = await log.json<{ lines: { actor: { id: string } }[] }>();
    const refused = lines.map(({ actor }) => actor.id.split('@')[0]);
    expect(new Set(refused)).toEqual(new Set(['stakeholder', 'responder', 'liaison']));
  });
});

describe('pages that are asked for by GET', () => {
  const gets = ids.filter((id) => adminTable[id].method === 'GET');

  it('write nothing', async () => {
    const before = await contents();
    for (const id of gets) {
      const query = `?done=added&q=x&${new URLSearchParams(form)}`;
      const response = await relay.ask('GET', pathOf(id) + query, { as: 'admin' });
      expect([id, [200, 404].includes(response.status)]).toEqual([id, true]);
      await response.text();
    }
    expect(await contents()).toBe(before);
  });

  it('run no script, load nothing and stand in no frame', async () => {
    for (const id of gets) {
      const response = await relay.ask('GET', pathOf(id), { as: 'admin' });
      const policy = response.headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toContain('script-src');
      expect(response.headers.get('Cache-Control')).toBe('private, no-store');
      expect(await response.text()).not.toContain('<script');
    }
  });
});

describe('forms', () => {
  const posts = ids.filter((id) => adminTable[id].method === 'POST');

  it('of another site write nothing', async () => {
    const Cookie = await cookieOf('admin');
    const before = await contents();
    for (const id of posts) {
      const headers = { Cookie, Origin: 'https://evil.example' };
      const response = await relay.ask('POST', pathOf(id), { form, headers });
      expect([id, response.status]).toEqual([id, 403]);
      expect(await response.text()).toContain('another site');
    }
    expect(await contents()).toBe(before);
  });

  it('of the relay itself write', async () => {
    const headers = { Cookie: await cookieOf('admin'), Origin: ORIGIN };
    const response = await relay.ask('POST', '/admin/services/add', { form, headers });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/admin/services?done=added']);
  });

  it('that change who may do what want a sign-in of just now, and keep what was typed', async () => {
    const headers = { Cookie: await cookieOf('admin'), Origin: ORIGIN };
    const path = '/admin/audiences/add';
    const before = await (await relay.ask('GET', path, { headers })).text();
    expect(before).not.toContain('Sign in again');
    await signedInLongAgo();
    const asked = await (await relay.ask('GET', path, { headers })).text();
    expect(asked).toContain('/sign-in?fresh=1&amp;to=%2Fadmin%2Faudiences%2Fadd');
    const typed = { ...form, members: 'ada@example.com' };
    const refused = await relay.ask('POST', path, { form: typed, headers });
    const html = await refused.text();
    expect([refused.status >= 400, html.includes('ada@example.com')]).toEqual([true, true]);
    const audiences = await relay.ask('GET', '/api/v1/audiences', { as: 'admin' });
    expect(await audiences.json()).toEqual({ audiences: [] });
    // What changes nobody's rights does not.
    expect((await relay.ask('POST', '/admin/services/add', { form, headers })).status).toBe(303);
  });

  it('without a key, or that are no form, are refused', async () => {
    const keyless = await relay.ask('POST', '/admin/services/add', { as: 'admin', form: { name: 'A' } });
    expect(keyless.status).toBe(422);
    expect((await relay.ask('POST', '/admin/services/add', { as: 'admin', json: {} })).status).toBe(415);
  });
});
