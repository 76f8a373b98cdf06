import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { useStillClock } from '../relay.ts';
import { codeOf, type Relay, startRelay } from './relay.ts';

const START = Date.parse('2090-01-01T00:00:00.000Z');
const DAY = 24 * 3_600_000;

const clock = useStillClock(START);
let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
});

interface Made {
  readonly id: string;
  readonly token: string;
}

const wish = { name: 'Deploy bot', role: 'liaison', scopes: ['incidents:write', 'state:read'] };

async function make(change: object = {}, headers: Record<string, string> = {}): Promise<Made> {
  const json = { ...wish, ...change };
  const answer = await relay.ask('POST', '/api/v1/tokens', { as: 'admin', json, headers });
  expect(answer.status).toBe(201);
  return answer.json();
}

const as = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

const list = async (): Promise<{ tokens: Record<string, unknown>[] }> =>
  (await relay.ask('GET', '/api/v1/tokens', { as: 'admin' })).json();

async function refusal(token: string, method = 'GET', path = '/api/v1/state'): Promise<[number, string]> {
  const answer = await relay.ask(method, path, as(token));
  return [answer.status, answer.status < 400 ? 'none' : await codeOf(answer)];
}

const inHub = <T>(look: (sql: SqlStorage) => T): Promise<T> =>
  runInDurableObject(relay.env.HUB.get(relay.env.HUB.idFromName('hub')), (_hub, { storage }) =>
    look(storage.sql),
  );

describe('a token', () => {
  it('is shown once, and lists what it is without its secret', async () => {
    const { id, token } = await make();
    expect(token).toMatch(/^mh_[0-9a-f]{80}$/);
    const { tokens } = await list();
    expect(tokens).toEqual([
      {
        ...wish,
        scopes: ['state:read', 'incidents:write'],
        id,
        madeBy: 'admin@masthead.local',
        madeAt: '2090-01-01T00:00:00.000Z',
        expiresAt: '2090-04-01T00:00:00.000Z',
        usedOn: null,
        revokedAt: null,
      },
    ]);
    expect(JSON.stringify(tokens)).not.toContain(token.slice(3, 35));
  });

  it('is shown again to a repetition of the request that made it, and to no other', async () => {
    const first = await make({}, { 'Idempotency-Key': 'deploy-bot' });
    expect(await make({}, { 'Idempotency-Key': 'deploy-bot' })).toEqual(first);
    expect((await make()).token).not.toBe(first.token);
    expect((await list()).tokens).toHaveLength(2);
  });

  it('may do what its scopes and its role name, and nothing else', async () => {
    const { token } = await make();
    expect((await relay.ask('GET', '/api/v1/incidents', as(token))).status).toBe(200);
    expect(await refusal(token, 'GET', '/api/v1/drafts')).toEqual([403, 'forbidden']);
    const admin = await make({ role: 'stakeholder', scopes: ['tokens:read', 'state:read'] });
    expect(await refusal(admin.token, 'GET', '/api/v1/tokens')).toEqual([403, 'forbidden']);
  });

  it('opens nothing from the moment it is revoked, and for good', async () => {
    const { id, token } = await make();
    expect((await refusal(token))[0]).toBe(200);
    expect((await relay.ask('DELETE', `/api/v1/tokens/${id}`, { as: 'admin' })).status).toBe(204);
    expect(await refusal(token)).toEqual([401, 'unauthenticated']);
    expect(await refusal(token)).toEqual([401, 'unauthenticated']);
    expect((await list()).tokens[0]).toMatchObject({ id, revokedAt: '2090-01-01T00:00:00.000Z' });
    expect((await relay.ask('DELETE', `/api/v1/tokens/${id}`, { as: 'admin' })).status).toBe(204);
    expect((await relay.ask('DELETE', '/api/v1/tokens/tok_none', { as: 'admin' })).status).toBe(404);
  });

  it.each([
    [{}, 90],
    [{ days: 1 }, 1],
    [{ days: 365 }, 365],
  ])('made with %j ends after %i days', async (change, days) => {
    const { token } = await make(change);
    clock.ms += days * DAY - 1;
    expect((await refusal(token))[0]).toBe(200);
    clock.ms += 1;
    expect(await refusal(token)).toEqual([401, 'unauthenticated']);
  });

  it.each([
    { days: 366 },
    { days: 0 },
    { scopes: [] },
    { scopes: ['everything'] },
    { role: 'root' },
    { name: '' },
  ])('cannot be made with %j', async (change) => {
    const answer = await relay.ask('POST', '/api/v1/tokens', { as: 'admin', json: { ...wish, ...change } });
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'invalid_body']);
  });

  it('makes none that may do more than itself, or for longer', async () => {
    const scopes = ['tokens:read', 'tokens:write', 'state:read'];
    const { token } = await make({ role: 'admin', scopes, days: 10 });
    const child = (change: object) =>
      relay.ask('POST', '/api/v1/tokens', {
        ...as(token),
        json: { ...wish, scopes: ['state:read'], days: 10, ...change },
      });
    expect((await child({})).status).toBe(201);
    for (const change of [{ scopes: ['audit:read'] }, { days: 11 }]) {
      const answer = await child(change);
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'beyond_own_rights']);
    }
  });

  it('is noted as used once a day, and not written at every call', async () => {
    const { token } = await make();
    const changes = () => inHub((sql) => sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n);
    await refusal(token, 'GET', '/api/v1/services');
    expect((await list()).tokens[0]).toMatchObject({ usedOn: '2090-01-01' });
    const before = await changes();
    for (let call = 0; call < 5; call += 1) await refusal(token, 'GET', '/api/v1/services');
    expect(await changes()).toBe(before);
    clock.ms += DAY;
    await refusal(token, 'GET', '/api/v1/services');
    expect((await list()).tokens[0]).toMatchObject({ usedOn: '2090-01-02' });
    expect(await changes()).toBeGreaterThan(before);
  });

  it('is not in the database, nor anything that it could be made from without the key', async () => {
    const { token } = await make({}, { 'Idempotency-Key': 'deploy-bot' });
    const rows = await inHub((sql) =>
      sql
        .exec<{ name: string }>(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
        )
        .toArray()
        .map(({ name }) => JSON.stringify(sql.exec(`SELECT * FROM ${name}`).toArray()))
        .join('\n'),
    );
    expect(rows).toContain('Deploy bot');
    for (const part of [token.slice(3, 67), token.slice(67)]) expect(rows).not.toContain(part);
    const other = { ...relay.env, MASTHEAD_KEY: 'YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlci0' };
    const { apiTokenOf } = await import('../../../worker/auth/api-token.ts');
    const [, seed = ''] = /"seed\\*":\\*"([0-9a-f]{64})/.exec(rows) ?? [];
    expect(await apiTokenOf(relay.env, seed)).toBe(token);
    expect(await apiTokenOf(other, seed)).not.toBe(token);
  });

  it.each(['mh_', `mh_${'0'.repeat(80)}`, `mh_${'a'.repeat(79)}`, 'mh_nothing'])(
    'that the relay never made, %s, is refused without a word of why',
    async (token) => {
      expect(await refusal(token)).toEqual([401, 'unauthenticated']);
    },
  );
});

describe('an address that has tried too many wrong tokens', () => {
  const from = (token: string) => ({
    headers: { Authorization: `Bearer ${token}`, 'CF-Connecting-IP': '192.0.2.1' },
  });
  beforeEach(() => rateLimiter.forgetAll());
  afterEach(() => rateLimiter.forgetAll());

  it('has to wait with the next wrong one, and never with a right one', async () => {
    const { token } = await make();
    const wrong = `mh_${'0'.repeat(80)}`;
    let answer = await relay.ask('GET', '/api/v1/services', from(wrong));
    for (let tries = 0; tries < 600 && answer.status === 401; tries += 1)
      answer = await relay.ask('GET', '/api/v1/services', from(wrong));
    expect(answer.status).toBe(503);
    expect((await relay.ask('GET', '/api/v1/services', from(token))).status).toBe(200);
  });
});
