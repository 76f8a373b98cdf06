import { beforeAll, describe, expect, it } from 'vitest';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { pageTable } from '../../../worker/pages/page-table.ts';
import { PairedBrowser } from '../devices/browser.ts';
import { addServices, type Relay, startRelay } from './relay.ts';

/* A token and a device were given a part of what their role may. The pages know roles only. */

/** Whoever comes to these is nobody yet. */
const ofNobody = new Set(['signInCallback', 'startSession']);
const reading = new Set(['home', 'incidentPage']);
const pages = Object.entries(pageTable).filter(([id]) => !ofNobody.has(id));

let relay: Relay;
let device: PairedBrowser;
beforeAll(async () => {
  rateLimiter.forgetAll();
  relay = await startRelay();
  await addServices(relay, 'checkout');
  device = await PairedBrowser.paired(relay, 'admin');
});

async function tokenWith(scope: string): Promise<Record<string, string>> {
  const json = { name: 'Robot', role: 'admin', scopes: [scope] };
  const made = await relay.ask('POST', '/api/v1/tokens', { as: 'admin', json });
  return { Authorization: `Bearer ${(await made.json<{ token: string }>()).token}` };
}

describe.each(pages)('the page %s', (id, { method, path }) => {
  const place = path.replaceAll(/:\w+/g, 'nothing');

  it('is closed to a token without the scope to read', async () => {
    const headers = await tokenWith('receipts:write');
    expect((await relay.ask(method, place, { headers })).status).toBe(403);
  });

  it(`is ${reading.has(id) ? 'open' : 'closed'} to the device of an admin`, async () => {
    expect((await device.ask(method, place)).status === 403).toBe(!reading.has(id));
  });
});

it('takes no incident from a token that may only tell receipts', async () => {
  const form = {
    do: 'open',
    key: 'a-key-of-a-form',
    title: 'Down',
    severity: 'sev3',
    phase: 'investigating',
  };
  const sent = await relay.ask('POST', '/console', {
    form: { ...form, 'impact.checkout': 'major_outage', message: 'Look.' },
    headers: await tokenWith('receipts:write'),
  });
  expect(sent.status).toBe(403);
  const answer = await relay.ask('GET', '/api/v1/incidents', { as: 'liaison' });
  expect(await answer.json()).toEqual({ incidents: [] });
});

it('connects no browser for a device', async () => {
  const other = await PairedBrowser.of(relay);
  const codes = await (await other.start()).json<{ user_code: string; device_code: string }>();
  const token = device.tokens.access_token;
  const proof = await device.proof('POST', '/device', token);
  const sent = await relay.ask('POST', '/device', {
    form: { do: 'connect', code: codes.user_code },
    headers: { Authorization: `DPoP ${token}`, DPoP: proof },
  });
  expect(sent.status).toBe(403);
  expect(await (await other.poll(codes.device_code)).json()).toMatchObject({
    error: 'authorization_pending',
  });
});
