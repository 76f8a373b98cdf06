import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRejection } from '../../../shared/core/rejection.ts';
import { useClock } from '../../../worker/clock.ts';
import type { Caller, ViewReading } from '../../../worker/hub/hub-api.ts';
import { StateMemo } from '../../../worker/http/state-memo.ts';
import { addServices, openIncident, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
});

const read = (as: 'stakeholder' | 'liaison', headers: Record<string, string> = {}) =>
  relay.ask('GET', '/api/v1/state', { as, headers });

describe('the state', () => {
  it('holds the whole view and when it was confirmed', async () => {
    const { id } = await openIncident(relay);
    const response = await read('stakeholder');
    const state: { confirmedAt: string; incidents: { id: string }[]; services: object[] } =
      await response.json();
    expect(state.incidents.map((incident) => incident.id)).toEqual([id]);
    expect(state.services).toEqual([{ id: 'checkout', name: 'Checkout' }]);
    expect(state.confirmedAt).toBe(response.headers.get('Masthead-Confirmed-At'));
    expect(Date.parse(state.confirmedAt)).not.toBeNaN();
  });

  it('is to be kept by nobody but the one who asked', async () => {
    const { headers } = await read('stakeholder');
    expect(headers.get('Cache-Control')).toBe('private, no-cache');
    expect(headers.get('Vary')).toContain('Authorization, Cookie');
  });

  it('answers 304 with a confirmation while nothing has changed', async () => {
    const etag = (await read('stakeholder')).headers.get('ETag') ?? '';
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await read('stakeholder', { 'If-None-Match': tag });
      expect([response.status, await response.text()]).toEqual([304, '']);
      expect(response.headers.get('ETag')).toBe(etag);
      expect(response.headers.get('Masthead-Confirmed-At')).not.toBeNull();
    }
  });

  it('is whole again after a change, at once for whoever made it', async () => {
    const etag = (await read('stakeholder')).headers.get('ETag') ?? '';
    await openIncident(relay);
    const response = await read('stakeholder', { 'If-None-Match': etag });
    expect(response.status).toBe(200);
    expect(response.headers.get('ETag')).not.toBe(etag);
  });

  it('keeps tag and bytes where something happens that this view may not show', async () => {
    await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json: { name: 'Board', members: [] } });
    const etag = (await read('stakeholder')).headers.get('ETag') ?? '';
    await openIncident(relay, { audiences: ['board'] });
    expect((await read('stakeholder', { 'If-None-Match': etag })).status).toBe(304);
    expect((await read('liaison')).headers.get('ETag')).not.toBe(etag);
  });
});

describe('the memo of readings', () => {
  let nowMs = 0;
  let restore: () => void;
  beforeEach(() => {
    nowMs = 1_000_000;
    restore = useClock(() => nowMs);
  });
  afterEach(() => restore());

  const person = (id: string): Caller => ({ kind: 'person', id, name: id, role: 'stakeholder' });
  const reading = (offset: number): ViewReading => ({
    viewKey: 's:',
    shard: 'x',
    position: { epoch: 'e', offset },
    view: '{}',
    readAt: '2026-11-24T14:00:00.000Z',
  });

  it('asks once a second for each person', async () => {
    const memo = new StateMemo();
    let asked = 0;
    const ask = async () => reading((asked += 1));
    await memo.read(person('a'), ask);
    await memo.read(person('a'), ask);
    expect(asked).toBe(1);
    await memo.read(person('b'), ask);
    expect(asked).toBe(2);
    nowMs += 1_000;
    await memo.read(person('a'), ask);
    expect(asked).toBe(3);
  });

  it('does not keep a reading that a write has overtaken', async () => {
    const memo = new StateMemo();
    await memo.read(person('a'), async () => {
      memo.forgetAll();
      return reading(1);
    });
    const second = await memo.read(person('a'), async () => reading(2));
    expect(isRejection(second) ? null : second.position.offset).toBe(2);
  });

  it('keeps no refusal, and lets the oldest go where there are too many', async () => {
    const memo = new StateMemo();
    await memo.read(person('a'), async () => ({ rejected: 'too_many_views', detail: '' }) as const);
    let asked = 0;
    const ask = async () => reading((asked += 1));
    await memo.read(person('a'), ask);
    expect(asked).toBe(1);
    for (let n = 0; n < 500; n += 1) await memo.read(person(`p${n}`), ask);
    await memo.read(person('p499'), ask);
    expect(asked).toBe(501);
    await memo.read(person('a'), ask);
    expect(asked).toBe(502);
  });
});
