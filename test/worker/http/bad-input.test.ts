import { beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM_TYPE } from '../../../shared/protocol/problem.ts';
import { addServices, type Asking, codeOf, openIncident, type Relay, startRelay } from './relay.ts';

const opening = {
  title: 'Payments fail',
  severity: 'sev2',
  services: [{ id: 'checkout', impact: 'partial_outage' }],
  message: 'We are looking into it.',
};

let relay: Relay;
beforeAll(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
});

const open = (asking: Asking) => relay.ask('POST', '/api/v1/incidents', { as: 'liaison', ...asking });

describe('a call that takes no body', () => {
  const ticket = (asking: Asking) =>
    relay.ask('POST', '/api/v1/stream/tickets', { as: 'stakeholder', ...asking });

  it.each<[string, string, Asking]>([
    ['fields', 'unknown_field', { json: { colour: 'red' } }],
    ['1 MB', 'body_too_large', { json: { colour: 'x'.repeat(1_000_000) } }],
    ['broken JSON', 'malformed_json', { text: '{' }],
  ])('refuses %s as %s', async (_what, code, asking) => {
    expect(await codeOf(await ticket(asking))).toBe(code);
  });

  it('takes none, and an object without fields', async () => {
    expect((await ticket({})).status).toBe(201);
    expect((await ticket({ json: {} })).status).toBe(201);
  });
});

describe('a body that cannot be taken', () => {
  const deep = `${'['.repeat(21)}${']'.repeat(21)}`;
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`k${n}`, 0])));
  it.each<[string, string, number, Asking]>([
    ['nothing', 'missing_body', 400, {}],
    ['broken JSON', 'malformed_json', 400, { text: '{"title":' }],
    ['JSON nested too deeply', 'json_too_deep', 400, { text: deep }],
    ['JSON with too many keys', 'json_too_deep', 400, { text: wide }],
    [
      'another media type',
      'wrong_content_type',
      415,
      { text: 'title=x', headers: { 'Content-Type': 'text/plain' } },
    ],
    ['1 MB', 'body_too_large', 413, { json: { ...opening, message: 'x'.repeat(1_000_000) } }],
    ['a wrong type', 'invalid_body', 422, { json: { ...opening, title: 7 } }],
    ['a list for an object', 'invalid_body', 422, { json: [] }],
    ['an unknown field', 'unknown_field', 422, { json: { ...opening, colour: 'red' } }],
    ['a bidirectional override', 'unsafe_text', 422, { json: { ...opening, title: 'pay \u202e sliaf' } }],
    ['a control character', 'unsafe_text', 422, { json: { ...opening, message: 'bell \u0007' } }],
    [
      'a javascript: link',
      'unsafe_link',
      422,
      { json: { ...opening, links: [link('javascript:alert(1)')] } },
    ],
    [
      'a service that does not exist',
      'unknown_service',
      422,
      { json: { ...opening, services: [{ id: 'no', impact: 'major_outage' }] } },
    ],
    ['an audience that does not exist', 'unknown_audience', 422, { json: { ...opening, audiences: ['no'] } }],
    ['a key with a space', 'invalid_header', 400, { json: opening, headers: { 'Idempotency-Key': 'a b' } }],
    [
      'a key of 201 letters',
      'invalid_header',
      400,
      { json: opening, headers: { 'Idempotency-Key': 'k'.repeat(201) } },
    ],
  ])('%s is refused as %s', async (_what, code, status, asking) => {
    const response = await open(asking);
    const problem: { code: string; instance: string } = await response.clone().json();
    expect([problem.code, response.status]).toEqual([code, status]);
    expect(problem.instance).toMatch(/^urn:masthead:request:[0-9a-f]{16}$/);
    expect(response.headers.get('Content-Type')).toBe(PROBLEM_TYPE);
  });

  it('of no bytes at all is missing, and not of a wrong type', async () => {
    const ended = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
    const headers = { Authorization: 'Bearer liaison-token' };
    const response = await relay.send(
      new Request('http://127.0.0.1:8787/api/v1/incidents', { method: 'POST', body: ended, headers }),
    );
    expect(await codeOf(response)).toBe('missing_body');
  });

  it('is not read to its end where it is too large and does not say so', async () => {
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(32));
      },
    });
    const headers = { Authorization: 'Bearer liaison-token', 'Content-Type': 'application/json' };
    const response = await relay.send(
      new Request('http://127.0.0.1:8787/api/v1/incidents', { method: 'POST', body: endless, headers }),
    );
    expect(await codeOf(response)).toBe('body_too_large');
    expect(chunks).toBeLessThan(10);
  });
});

describe('the faults of a body', () => {
  it('are named by place, code and rule', async () => {
    const services = [{ id: 'checkout', impact: 'exploded', extra: 1 }];
    const response = await open({ json: { ...opening, services, severity: undefined } });
    const { errors }: { errors: { path: string; code: string }[] } = await response.json();
    expect(errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'severity missing',
      'services.0.impact invalid',
      'services.0.extra unknown_field',
    ]);
  });

  it('never repeat what was sent', async () => {
    const response = await open({ json: { ...opening, severity: 'hunter2', title: 12345678 } });
    const text = await response.text();
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('12345678');
  });
});

describe('an incident that is there', () => {
  it.each<[string, string, Asking]>([
    ['a stale If-Match', 'stale_revision', { json: { message: 'More.' }, headers: { 'If-Match': '"7"' } }],
    [
      'an If-Match that is no revision',
      'invalid_header',
      { json: { message: 'More.' }, headers: { 'If-Match': 'W/"1"' } },
    ],
    ['a step back that is not meant', 'phase_order', { json: { message: 'Again.', phase: 'investigating' } }],
  ])('refuses %s as %s', async (_what, code, asking) => {
    const { id } = await openIncident(relay, { phase: 'monitoring' });
    const response = await relay.ask('POST', `/api/v1/incidents/${id}/updates`, { as: 'liaison', ...asking });
    expect(await codeOf(response)).toBe(code);
  });

  it.each(['"1"', '1', '*'])('takes an update under If-Match %s', async (revision) => {
    const { id } = await openIncident(relay);
    const asking: Asking = { as: 'liaison', json: { message: 'More.' }, headers: { 'If-Match': revision } };
    const response = await relay.ask('POST', `/api/v1/incidents/${id}/updates`, asking);
    expect([response.status, response.headers.get('ETag')]).toEqual([201, '"2"']);
  });
});

describe('a batch of receipts', () => {
  const receipt = { incidentId: 'inc_1', revision: 1, stage: 'displayed', at: '2026-01-01T00:00:00Z' };
  it.each<[string, unknown, string, string]>([
    ['a bare list with a stage that is none', [{ ...receipt, stage: 'sent' }], 'invalid_body', '0.stage'],
    ['a bare list with a field too many', [{ ...receipt, place: 'crm' }], 'unknown_field', '0.place'],
    ['an empty bare list', [], 'invalid_body', ''],
    [
      'an object with a stage that is none',
      { receipts: [{ ...receipt, stage: 'sent' }] },
      'invalid_body',
      'receipts.0.stage',
    ],
    ['an object with a field too many', { receipts: [receipt], place: 'crm' }, 'unknown_field', 'place'],
  ])('names the fault of the form that was sent: %s', async (_form, json, code, path) => {
    const response = await relay.ask('POST', '/api/v1/receipts', { as: 'stakeholder', json });
    expect(await response.json()).toMatchObject({ code, errors: [{ path }] });
  });
});

describe('an address that leads nowhere', () => {
  it.each(['inc_unknown', 'NOT-AN-ID', '%00', '..%2f..'])('is not found: %s', async (id) => {
    const response = await relay.ask('GET', `/api/v1/incidents/${id}`, { as: 'liaison' });
    expect(await codeOf(response)).toBe('not_found');
  });

  it.each(['/reach?revision=0', '/reach?revision=x'])('has no sound query: %s', async (rest) => {
    const response = await relay.ask('GET', `/api/v1/incidents/inc_1${rest}`, { as: 'liaison' });
    expect(await codeOf(response)).toBe('invalid_query');
  });

  it('has no sound filter', async () => {
    const response = await relay.ask('GET', '/api/v1/inbound-events?status=lost', { as: 'liaison' });
    expect(await codeOf(response)).toBe('invalid_query');
  });
});

function link(url: string) {
  return { label: 'Incident', url, kind: 'incident' };
}
