import { beforeAll, describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../worker/auth/seal.ts';
import { codeOf, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeAll(async () => {
  relay = await startRelay();
});

interface Created {
  id: string;
  inboundUrl: string;
  secret?: string;
}

const create = async (json: object): Promise<Created> =>
  (await relay.ask('POST', '/api/v1/sources', { as: 'admin', json })).json();

describe('a new source', () => {
  it('is shown its address and the secret that was made for it, this once', async () => {
    const { id, inboundUrl, secret } = await create({ name: 'Prometheus', kind: 'alertmanager' });
    expect(inboundUrl).toMatch(/^http:\/\/127\.0\.0\.1:8787\/inbound\/alertmanager\/[0-9a-f]{40}$/);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const list = await (await relay.ask('GET', '/api/v1/sources', { as: 'admin' })).text();
    expect(list).toContain(id);
    expect(list).not.toContain(secret);
    expect(list).not.toContain(inboundUrl.split('/').at(-1));
  });

  it('lets in who shows the secret at the address, and nobody else', async () => {
    const { inboundUrl, secret } = await create({ name: 'Second', kind: 'alertmanager' });
    const path = new URL(inboundUrl).pathname;
    const post = (bearer: string) =>
      relay.ask('POST', path, { json: { version: '4' }, headers: { Authorization: `Bearer ${bearer}` } });
    expect((await post(secret ?? '')).status).toBe(202);
    expect(await codeOf(await post('liaison-token'))).toBe('unauthenticated');
    const elsewhere = await relay.ask('POST', `${path.slice(0, -1)}x`, { json: {} });
    expect(await codeOf(elsewhere)).toBe('not_found');
  });

  it('keeps both secrets good while one is exchanged', async () => {
    const { id, inboundUrl, secret: first = '' } = await create({ name: 'Third', kind: 'alertmanager' });
    const second = 'another-secret-of-ours';
    const json = { name: 'Third', secret: second };
    expect((await relay.ask('PUT', `/api/v1/sources/${id}`, { as: 'admin', json })).status).toBe(200);
    for (const bearer of [first, second]) {
      const headers = { Authorization: `Bearer ${bearer}` };
      const response = await relay.ask('POST', new URL(inboundUrl).pathname, { json: { bearer }, headers });
      expect(response.status).toBe(202);
    }
  });

  it('is given no secret where the vendor makes its own', async () => {
    const { secret } = await create({ name: 'PagerDuty', kind: 'pagerduty' });
    expect(secret).toBeUndefined();
  });

  it('is refused under an id that is taken', async () => {
    await create({ id: 'prometheus', name: 'One', kind: 'alertmanager' });
    const response = await relay.ask('POST', '/api/v1/sources', {
      as: 'admin',
      json: { id: 'prometheus', name: 'Two', kind: 'alertmanager' },
    });
    expect(await codeOf(response)).toBe('already_exists');
  });

  it('answers to nobody once removed', async () => {
    const { id, inboundUrl } = await create({ name: 'Gone', kind: 'alertmanager' });
    expect((await relay.ask('DELETE', `/api/v1/sources/${id}`, { as: 'admin' })).status).toBe(204);
    const response = await relay.ask('POST', new URL(inboundUrl).pathname, { json: {} });
    expect(await codeOf(response)).toBe('not_found');
  });
});

describe('a new source asked for twice under one key', () => {
  const ask = (key: string, json: object) =>
    relay.ask('POST', '/api/v1/sources', { as: 'admin', json, headers: { 'Idempotency-Key': key } });
  const listed = async (name: string) => {
    const list = await relay.ask('GET', '/api/v1/sources', { as: 'admin' });
    const { sources }: { sources: { name: string }[] } = await list.json();
    return sources.filter((source) => source.name === name);
  };

  it('is one source, shown with the same address and secret again', async () => {
    const json = { name: 'Repeated', kind: 'alertmanager' };
    const [first, second] = [await ask('source-1', json), await ask('source-1', json)];
    expect([first.status, second.status]).toEqual([201, 201]);
    const created: Created = await first.clone().json();
    expect(created.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await second.text()).toBe(await first.text());
    expect(await listed('Repeated')).toHaveLength(1);
    const posted = await relay.ask('POST', new URL(created.inboundUrl).pathname, {
      json: { version: '4' },
      headers: { Authorization: `Bearer ${created.secret}` },
    });
    expect(posted.status).toBe(202);
  });

  it('is refused where the body is another', async () => {
    await ask('source-2', { name: 'Before', kind: 'alertmanager' });
    const other = await ask('source-2', { name: 'After', kind: 'alertmanager' });
    expect(await codeOf(other)).toBe('idempotency_key_reused');
    expect(await listed('After')).toEqual([]);
  });

  it('shares nothing with a source under another key', async () => {
    const json = { name: 'Twins', kind: 'alertmanager' };
    const one: Created = await (await ask('source-3', json)).json();
    const two: Created = await (await ask('source-4', json)).json();
    expect(new Set([one.id, two.id, one.secret, two.secret, one.inboundUrl, two.inboundUrl]).size).toBe(6);
  });
});

describe('a sealed secret', () => {
  it('is opened with the same key for the same source alone', async () => {
    const sealed = await seal('key-one', 'src_a', 'hunter2');
    expect(sealed).not.toContain('hunter2');
    expect(await unseal('key-one', 'src_a', sealed)).toBe('hunter2');
    await expect(unseal('key-two', 'src_a', sealed)).rejects.toThrow(/decrypt|operation/i);
    await expect(unseal('key-one', 'src_b', sealed)).rejects.toThrow(/decrypt|operation/i);
  });

  it('looks different each time', async () => {
    expect(await seal('key', 'src_a', 'same')).not.toBe(await seal('key', 'src_a', 'same'));
  });
});
