import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { localPerson } from '../../../worker/auth/local-tokens.ts';
import { useClock } from '../../../worker/clock.ts';
import { addressOf } from '../../../worker/http/address.ts';
import { RateLimiter, rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { guessRates, organisationRate, reserves, type Shed, shedRates } from '../../../worker/http/rates.ts';
import { Hub } from '../../../worker/hub/hub.ts';
import { addServices, codeOf, openIncident, ORIGIN, type Relay, startRelay } from './relay.ts';

const stakeholder = localPerson('stakeholder').id;

let relay: Relay;
let atMs: number;
let restore = () => {};
beforeEach(async () => {
  rateLimiter.forgetAll();
  atMs = Date.parse('2026-11-24T14:00:00.000Z');
  restore = useClock(() => atMs);
  relay = await startRelay();
  await addServices(relay, 'checkout');
});
afterEach(() => {
  restore();
  rateLimiter.forgetAll();
  vi.restoreAllMocks();
});

/** Takes what there is, as a crowd would. */
function exhaust(kind: Shed, credential: string): void {
  for (let turn = 0; turn < shedRates[kind].burst; turn += 1) rateLimiter.refuse(kind, credential);
}

const from = (address: string) => ({ 'CF-Connecting-IP': address });

async function expectShed(response: Response): Promise<void> {
  expect([response.status, await codeOf(response)]).toEqual([503, 'overloaded']);
  const seconds = Number(response.headers.get('Retry-After'));
  expect(seconds).toBeGreaterThanOrEqual(2);
  expect(seconds).toBeLessThan(6);
}

describe('a crowd that asks for too much', () => {
  const id = 'inc_0123456789abcdef';
  const receipts = {
    receipts: [{ incidentId: id, revision: 1, stage: 'opened', at: '2026-11-24T14:00:00Z' }],
  };

  it.each<[Shed, string, string, object | undefined]>([
    ['receipts', 'POST', '/api/v1/receipts', receipts],
    ['receipts', 'POST', `/api/v1/incidents/${id}/acknowledgements`, { revision: 1 }],
    ['receipts', 'PUT', `/api/v1/incidents/${id}/signal`, { kind: 'affected' }],
    ['receipts', 'PUT', '/api/v1/subscription', { services: [], groups: [], muted: [], quietHours: null }],
    ['state', 'GET', '/api/v1/subscription', undefined],
    ['state', 'GET', '/api/v1/state', undefined],
    ['state', 'GET', '/api/v1/incidents', undefined],
    ['state', 'GET', '/api/v1/services', undefined],
    ['tickets', 'POST', '/api/v1/stream/tickets', undefined],
  ])('is refused %s (%s %s) for a moment, with when to come back', async (kind, method, path, json) => {
    const ask = () => relay.ask(method, path, { as: 'stakeholder', json });
    exhaust(kind, stakeholder);
    await expectShed(await ask());
    atMs += 1_000;
    expect((await ask()).status).not.toBe(503);
  });

  it('keeps nobody from publishing, nor from reading as somebody else', async () => {
    for (const kind of ['receipts', 'state', 'tickets'] as const) exhaust(kind, stakeholder);
    const { id: opened } = await openIncident(relay);
    const update = { as: 'liaison', json: { message: 'More.' } } as const;
    expect((await relay.ask('POST', `/api/v1/incidents/${opened}/updates`, update)).status).toBe(201);
    expect((await relay.ask('GET', `/api/v1/incidents/${opened}`, { as: 'liaison' })).status).toBe(200);
    expect((await relay.ask('GET', '/console', { as: 'liaison' })).status).toBe(200);
  });

  it('keeps not even the crowd’s own role from publishing', async () => {
    const liaison = localPerson('liaison').id;
    for (const kind of ['receipts', 'state', 'tickets'] as const) exhaust(kind, liaison);
    expect((await openIncident(relay)).revision).toBe(1);
  });

  it('is not counted where its state was read a moment ago, since the hub is not asked', async () => {
    const read = () => relay.ask('GET', '/api/v1/state', { as: 'stakeholder' });
    expect((await read()).status).toBe(200);
    exhaust('state', stakeholder);
    expect((await read()).status).toBe(200);
  });

  it('meets a page that says so, with when to come back', async () => {
    exhaust('state', stakeholder);
    const page = await relay.ask('GET', '/', { as: 'stakeholder' });
    expect([page.status, page.headers.get('Content-Type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(Number(page.headers.get('Retry-After'))).toBeGreaterThanOrEqual(2);
    expect(await page.text()).toContain('The relay is busy');
  });

  it('gets a ticket each, where everybody of the two fullest views comes back at once', () => {
    const refused = Array.from({ length: 10_000 }, () => rateLimiter.refuse('tickets', stakeholder));
    expect(refused.filter(Boolean)).toEqual([]);
  });
});

describe('an organisation that asks for too much', () => {
  it('is shed in this order: receipts, state reads, tickets, what sources send', () => {
    const limiter = new RateLimiter();
    const order: Shed[] = ['receipts', 'state', 'tickets', 'inbound'];
    let calls = 0;
    const areRefused = () =>
      order.filter((kind) => {
        calls += 1;
        return limiter.refuse(kind, `${kind} ${calls}`);
      });
    const seen: string[] = [];
    while (calls < 2 * organisationRate.burst) {
      const refused = areRefused().join(', ');
      if (seen.at(-1) !== refused) seen.push(refused);
    }
    expect(seen.filter((refused) => order.join(', ').startsWith(refused))).toEqual([
      '',
      'receipts',
      'receipts, state',
      'receipts, state, tickets',
      'receipts, state, tickets, inbound',
    ]);
    expect(Object.values(reserves)).toEqual(Object.values(reserves).toSorted((a, b) => b - a));
  });
});

describe('a wrong sign-in code', () => {
  const tryCode = (code: string, headers: Record<string, string>) =>
    relay.ask('POST', '/session', { json: { code }, headers: { Origin: ORIGIN, ...headers } });
  const newCode = async () => {
    const asked = await relay.ask('POST', '/api/v1/sign-in-codes', {
      as: 'admin',
      json: { role: 'liaison' },
    });
    return (await asked.json<{ url: string }>()).url.split('#')[1] ?? '';
  };
  const tryWrongOnes = async (headers: Record<string, string>) => {
    const codes = Array.from({ length: guessRates.codes.burst }, (_, at) => `wrong-${at}`);
    return Promise.all(codes.map(async (code) => (await tryCode(code, headers)).status));
  };

  it('can be tried twenty times from one address; then none is looked at, a right one neither', async () => {
    expect(new Set(await tryWrongOnes(from('192.0.2.1')))).toEqual(new Set([401]));
    const code = await newCode();
    const asked = vi.spyOn(Hub.prototype, 'run');
    await expectShed(await tryCode(code, from('192.0.2.1')));
    expect(asked).not.toHaveBeenCalled();
    expect((await tryCode(code, from('192.0.2.2'))).status).toBe(200);
  });

  it('can be tried again after a while', async () => {
    await tryWrongOnes(from('192.0.2.1'));
    atMs += 5_000;
    expect((await tryCode(await newCode(), from('192.0.2.1'))).status).toBe(200);
  });

  it('counts, and a right one does not', async () => {
    for (let turn = 0; turn < guessRates.codes.burst; turn += 1) {
      expect((await tryCode(await newCode(), from('192.0.2.1'))).status).toBe(200);
    }
    expect((await tryCode('wrong', from('192.0.2.1'))).status).toBe(401);
  });

  it('is told at the field of the form, where there are too many', async () => {
    await tryWrongOnes(from('192.0.2.1'));
    const headers = { Origin: ORIGIN, ...from('192.0.2.1') };
    const page = await relay.ask('POST', '/session', { form: { code: await newCode() }, headers });
    expect([page.status, page.headers.has('Retry-After')]).toEqual([503, true]);
    expect(await page.text()).toContain('Too many wrong tries came from this address.');
  });

  it('locks nobody out where all seem to come from one place', async () => {
    await tryWrongOnes({});
    await tryWrongOnes({});
    expect((await tryCode(await newCode(), {})).status).toBe(200);
  });
});

describe('a wrong credential', () => {
  const wrong = async (asking: Parameters<Relay['ask']>[2]) => {
    for (let turn = 0; turn < guessRates.credentials.burst; turn += 1)
      await relay.ask('GET', '/api/v1/services', asking);
    return relay.ask('GET', '/api/v1/services', asking);
  };

  it('is answered 503 after five hundred from one address; a right token still publishes', async () => {
    const headers = from('198.51.100.7');
    await expectShed(await wrong({ as: 'wrong', headers }));
    expect((await relay.ask('GET', '/api/v1/services', { as: 'stakeholder', headers })).status).toBe(200);
    const json = { name: 'Search' };
    const saved = await relay.ask('PUT', '/api/v1/services/search', { as: 'admin', json, headers });
    expect(saved.status).toBe(200);
  });

  it('of a browser that was signed in once is not carried to the hub any more', async () => {
    const headers = { Cookie: '__Host-masthead=stale', ...from('198.51.100.8') };
    const asked = vi.spyOn(Hub.prototype, 'run');
    await expectShed(await wrong({ headers }));
    expect(asked).toHaveBeenCalledTimes(guessRates.credentials.burst);
  });

  it('without an address is refused as wrong, however often', async () => {
    expect((await wrong({ as: 'wrong' })).status).toBe(401);
  });
});

describe('a source', () => {
  interface Created {
    id: string;
    inboundUrl: string;
    secret: string;
  }
  const create = async (name: string): Promise<Created> =>
    (
      await relay.ask('POST', '/api/v1/sources', { as: 'admin', json: { name, kind: 'alertmanager' } })
    ).json();
  const send = ({ inboundUrl, secret }: Omit<Created, 'id'>, headers = {}) =>
    relay.ask('POST', new URL(inboundUrl).pathname, {
      json: { version: '4' },
      headers: { Authorization: `Bearer ${secret}`, ...headers },
    });

  it('that runs away is answered 503, after which every sender comes back, and no other source is', async () => {
    const [wild, calm] = [await create('Wild'), await create('Calm')];
    exhaust('inbound', wild.id);
    await expectShed(await send(wild));
    expect((await send(calm)).status).toBe(202);
    atMs += 1_000;
    expect((await send(wild)).status).toBe(202);
  });

  it('does not use up the wrong tries of its address by being right or shed', async () => {
    const source = await create('Busy');
    const headers = from('203.0.113.5');
    expect((await send(source, headers)).status).toBe(202);
    exhaust('inbound', source.id);
    await expectShed(await send(source, headers));
    const wrong = { inboundUrl: source.inboundUrl, secret: 'wrong' };
    atMs += 1_000;
    const tries = Array.from({ length: guessRates.credentials.burst }, async () => {
      const request = new Request(source.inboundUrl, { headers });
      return rateLimiter.refuseGuess('credentials', request);
    });
    expect((await Promise.all(tries)).filter(Boolean)).toEqual([]);
    await expectShed(await send(wrong, headers));
  });
});

it('refusals share a line of the log, which counts them', () => {
  const lines: Record<string, unknown>[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
  });
  const limiter = new RateLimiter();
  const ask = (times: number) => {
    for (let turn = 0; turn < times; turn += 1) limiter.refuse('inbound', 'src_wild');
  };
  ask(shedRates.inbound.burst + 50);
  atMs += 10_000;
  ask(shedRates.inbound.burst + 1);
  expect(lines.map(({ event, kind, count }) => [event, kind, count])).toEqual([
    ['rate.refused', 'inbound', 1],
    ['rate.refused', 'inbound', 50],
  ]);
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::'],
  ['2001:db8::9', '2001:db8::'],
  ['', null],
])('the address %s counts as %s', (header, expected) => {
  expect(addressOf(new Request(ORIGIN, { headers: from(header) }))).toBe(expected);
});

it('believes no header about the address but the one that is set up', () => {
  const headers = { 'X-Real-IP': '192.0.2.1', 'X-Forwarded-For': '192.0.2.1' };
  expect(addressOf(new Request(ORIGIN, { headers }))).toBeNull();
  const list = { headers: from('198.51.100.9, 192.0.2.1') };
  expect(addressOf(new Request(ORIGIN, list))).toBe('192.0.2.1');
});
