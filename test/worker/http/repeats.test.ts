import { beforeAll, describe, expect, it } from 'vitest';
import { hubOf } from '../../../worker/http/hub-stub.ts';
import type { Env } from '../../../worker/env.ts';
import type { HubApi } from '../../../worker/hub/hub-api.ts';
import { addServices, codeOf, openIncident, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeAll(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
});

const opening = {
  title: 'Slow',
  severity: 'sev3',
  services: [{ id: 'checkout', impact: 'degraded_performance' }],
};

describe('a repeated request', () => {
  const open = (message: string, key: string) =>
    relay.ask('POST', '/api/v1/incidents', {
      as: 'liaison',
      json: { ...opening, message },
      headers: { 'Idempotency-Key': key },
    });

  it('gets the first answer and does nothing again', async () => {
    const first = await open('Look.', 'key-1');
    const second = await open('Look.', 'key-1');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get('ETag')).toBe('"1"');
  });

  it('is refused where it asks for something else', async () => {
    await open('Look.', 'key-2');
    const other = await open('Look again.', 'key-2');
    expect([other.status, await codeOf(other)]).toEqual([422, 'idempotency_key_reused']);
  });

  it('is refused under another address too', async () => {
    const { id } = await openIncident(relay);
    const update = (incidentId: string) =>
      relay.ask('POST', `/api/v1/incidents/${incidentId}/updates`, {
        as: 'liaison',
        json: { message: 'More.' },
        headers: { 'Idempotency-Key': 'key-3' },
      });
    const { id: other } = await openIncident(relay);
    expect((await update(id)).status).toBe(201);
    expect(await codeOf(await update(other))).toBe('idempotency_key_reused');
  });

  it('gets a ticket of its own', async () => {
    const ask = () =>
      relay.ask('POST', '/api/v1/stream/tickets', {
        as: 'stakeholder',
        headers: { 'Idempotency-Key': 'key-4' },
      });
    const [first, second]: { ticket: string; url: string }[] = await Promise.all(
      [await ask(), await ask()].map((response) => response.json<{ ticket: string; url: string }>()),
    );
    expect(first?.ticket).not.toBe(second?.ticket);
    expect(first?.url).toBe('ws://127.0.0.1:8787/api/v1/stream');
  });
});

describe('a hub that fails', () => {
  const failing = (flags: object, failures: number) => {
    let stubs = 0;
    const get = () => {
      stubs += 1;
      return {
        checkHealth: async () => {
          if (stubs <= failures) throw Object.assign(new Error('lost'), flags);
        },
        readView: async () => {
          throw Object.assign(new Error('lost'), flags);
        },
      } as unknown as HubApi;
    };
    const env = { HUB: { idFromName: () => ({}), get } } as unknown as Env;
    return { env, stubs: () => stubs };
  };

  it('is asked again with a new stub, three times at most', async () => {
    const mended = failing({ retryable: true }, 2);
    await hubOf(mended.env, { isRepeatable: true })((hub) => hub.checkHealth());
    expect(mended.stubs()).toBe(3);
    const lost = failing({ retryable: true }, 9);
    await expect(hubOf(lost.env, { isRepeatable: true })((hub) => hub.checkHealth())).rejects.toThrow('lost');
    expect(lost.stubs()).toBe(3);
  });

  it.each([
    ['it is overloaded', { retryable: true, overloaded: true }, true],
    ['doing it twice would do it twice', { retryable: true }, false],
    ['the error is no passing one', {}, true],
  ])('is not asked again where %s', async (_why, flags, isRepeatable) => {
    const { env, stubs } = failing(flags, 9);
    await expect(hubOf(env, { isRepeatable })((hub) => hub.checkHealth())).rejects.toThrow('lost');
    expect(stubs()).toBe(1);
  });

  it('is told to the caller: 503 and when to come back, or 500 and the id in the log', async () => {
    const busy = await startRelay({ HUB: failing({ overloaded: true }, 9).env.HUB });
    const later = await busy.ask('GET', '/api/v1/state', { as: 'stakeholder' });
    expect([later.status, await codeOf(later)]).toEqual([503, 'overloaded']);
    expect(Number(later.headers.get('Retry-After'))).toBeGreaterThanOrEqual(2);
    const broken = await startRelay({ HUB: failing({}, 9).env.HUB });
    const failed = await broken.ask('GET', '/api/v1/state', { as: 'stakeholder' });
    const problem: { code: string; instance: string } = await failed.json();
    expect(problem).toMatchObject({
      code: 'internal_error',
      instance: expect.stringMatching(/^urn:masthead:request:[0-9a-f]{16}$/),
    });
    expect(JSON.stringify(problem)).not.toContain('lost');
  });
});
