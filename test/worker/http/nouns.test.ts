import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addServices, codeOf, openIncident, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeAll(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
});

describe('the catalogue', () => {
  it('gives a noun an id where the admin names none', async () => {
    const response = await relay.ask('POST', '/api/v1/services', { as: 'admin', json: { name: 'Search' } });
    const { id }: { id: string } = await response.json();
    expect([response.status, /^svc_[0-9a-f]{32}$/.test(id)]).toEqual([201, true]);
  });

  it.each([
    ['services', { id: 'taken', name: 'One' }],
    ['tools', { id: 'taken', name: 'One', patterns: ['https://crm.example.com/*'], services: [] }],
    ['audiences', { id: 'taken', name: 'One', members: [] }],
  ])('refuses to create one of the %s over another', async (nouns, json) => {
    const create = () => relay.ask('POST', `/api/v1/${nouns}`, { as: 'admin', json });
    expect((await create()).status).toBe(201);
    const again = await create();
    expect([again.status, await codeOf(again)]).toEqual([409, 'already_exists']);
    expect((await relay.ask('DELETE', `/api/v1/${nouns}/taken`, { as: 'admin' })).status).toBe(204);
  });

  it('does not remove what an incident needs', async () => {
    await openIncident(relay);
    const response = await relay.ask('DELETE', '/api/v1/services/checkout', { as: 'admin' });
    expect(await codeOf(response)).toBe('in_use');
  });
});

describe('receipts', () => {
  const at = '2026-11-24T14:02:00.000Z';

  it.each(['as an object', 'as a list'])('are taken %s', async (form) => {
    const { id } = await openIncident(relay);
    const receipts = [{ incidentId: id, revision: 1, stage: 'opened', at }];
    const json = form === 'as a list' ? receipts : { receipts };
    const response = await relay.ask('POST', '/api/v1/receipts', { as: 'stakeholder', json });
    expect([response.status, await response.json()]).toEqual([202, { accepted: 1 }]);
    const reach = await relay.ask('GET', `/api/v1/incidents/${id}/reach?revision=1`, { as: 'liaison' });
    expect(await reach.json()).toMatchObject({
      incidentId: id,
      revision: 1,
      stages: { opened: 1, acknowledged: 0 },
    });
  });

  it.each([
    ['none', []],
    [
      'more than 50',
      Array.from({ length: 51 }, () => ({ incidentId: 'inc_1', revision: 1, stage: 'opened', at })),
    ],
    ['one that says it was sent', [{ incidentId: 'inc_1', revision: 1, stage: 'sent', at }]],
  ])('are refused where there is %s', async (_what, receipts) => {
    const response = await relay.ask('POST', '/api/v1/receipts', { as: 'stakeholder', json: { receipts } });
    expect(await codeOf(response)).toBe('invalid_body');
  });

  it('end in an acknowledgement', async () => {
    const { id } = await openIncident(relay);
    const path = `/api/v1/incidents/${id}/acknowledgements`;
    const response = await relay.ask('POST', path, { as: 'stakeholder', json: { revision: 1 } });
    expect([response.status, await response.json()]).toEqual([201, { incidentId: id, revision: 1 }]);
  });
});

it('logs each request in one line that holds no secret', async () => {
  const lines: string[] = [];
  const spy = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line);
  });
  const json = { title: 'Secret title' };
  await relay.ask('POST', '/api/v1/incidents', {
    as: 'liaison',
    json,
    headers: { 'Idempotency-Key': 'my-key' },
  });
  spy.mockRestore();
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    {
      at: expect.any(String),
      level: 'info',
      event: 'http.request',
      operation: 'openIncident',
      status: 422,
      ms: expect.any(Number),
      requestId: expect.stringMatching(/^[0-9a-f]{16}$/),
    },
  ]);
});
