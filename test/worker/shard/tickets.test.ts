import { evictDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { emptyClientState } from '../../../shared/core/client-state.ts';
import { readTicket } from '../../../worker/auth/ticket.ts';
import { isFull } from '../../../worker/hub/shard/socket-cap.ts';
import { openStream } from '../../../worker/open-stream.ts';
import { Browser, connect, until } from '../browser.ts';
import {
  admin,
  done,
  env,
  organise,
  pass,
  person,
  relay,
  requestStream,
  shardNamed,
  ticketFor,
  useRelay,
} from '../relay.ts';
import { audience } from '../../support/builders.ts';

useRelay();

const ben = person('ben');

async function codeOf(response: Response): Promise<unknown> {
  return [response.status, (await response.json<{ code: string }>()).code];
}

describe('a ticket', () => {
  it('opens a socket that speaks masthead.v1 and shows nothing of the ticket', async () => {
    const response = await requestStream(await ticketFor(ben));
    expect(response.status).toBe(101);
    expect(response.headers.get('Sec-WebSocket-Protocol')).toBe('masthead.v1');
  });

  it('is refused a second time', async () => {
    const ticket = await ticketFor(ben);
    await requestStream(ticket);
    expect(await codeOf(await requestStream(ticket))).toEqual([401, 'invalid_ticket']);
  });

  it('is refused a second time after the shard was torn down', async () => {
    const ticket = await ticketFor(ben);
    await requestStream(ticket);
    const facts = await readTicket(env.MASTHEAD_KEY ?? '', ticket, 0);
    await evictDurableObject(shardNamed(facts?.shard ?? ''), { webSockets: 'close' });
    expect(await codeOf(await requestStream(ticket))).toEqual([401, 'invalid_ticket']);
  });

  it('is refused once it is a minute old', async () => {
    const ticket = await ticketFor(ben);
    pass(60_000);
    expect(await codeOf(await requestStream(ticket))).toEqual([401, 'invalid_ticket']);
  });

  it('is refused with any letter changed', async () => {
    const ticket = await ticketFor(ben);
    for (const index of [0, 20, ticket.indexOf('.') + 1, ticket.length - 5]) {
      const other = ticket[index] === 'A' ? 'B' : 'A';
      const forged = ticket.slice(0, index) + other + ticket.slice(index + 1);
      expect(await codeOf(await requestStream(forged))).toEqual([401, 'invalid_ticket']);
    }
  });

  it('signed with another key is refused', async () => {
    const ticket = await ticketFor(ben);
    expect(await readTicket('another key', ticket, 0)).toBeNull();
  });

  it('for a shard that does not serve the view is sent away without a word of it', async () => {
    const response = await requestStream(await ticketFor(ben, { shard: 'another' }));
    if (!response.webSocket) throw new Error('no socket');
    const browser = new Browser(response.webSocket, emptyClientState);
    browser.hello();
    await until(() => expect(browser.closeCode).toBe(4008));
    expect(browser.texts).toEqual([]);
  });

  it('made before the person changed audiences is sent away without a word of the view', async () => {
    await organise();
    const ticket = await ticketFor(person('ann'));
    await done({ type: 'save_audience', audience: audience() }, admin);
    const response = await requestStream(ticket);
    if (!response.webSocket) throw new Error('no socket');
    const browser = new Browser(response.webSocket, emptyClientState);
    browser.hello();
    await until(() => expect(browser.closeCode).toBe(4008));
    expect(browser.texts).toEqual([]);
  });
});

describe('the stream', () => {
  it('wakes nothing for what shows no ticket', async () => {
    expect(await codeOf(await requestStream(''))).toEqual([401, 'invalid_ticket']);
    expect(await codeOf(await requestStream('nonsense.nonsense'))).toEqual([401, 'invalid_ticket']);
  });

  it('says what to upgrade to where a request does not', async () => {
    const response = await relay.fetch('http://localhost/api/v1/stream');
    expect(response.headers.get('Upgrade')).toBe('websocket');
    expect(await codeOf(response)).toEqual([426, 'upgrade_required']);
  });

  it('speaks masthead.v1 only', async () => {
    const headers = { Upgrade: 'websocket', 'Sec-WebSocket-Protocol': `ticket.${await ticketFor(ben)}` };
    const response = await relay.fetch('http://localhost/api/v1/stream', { headers });
    expect(await codeOf(response)).toEqual([426, 'upgrade_required']);
  });

  it('stays shut where the relay has no sign-in', async () => {
    const request = new Request('http://localhost/api/v1/stream', { headers: { Upgrade: 'websocket' } });
    const response = await openStream(request, { HUB: env.HUB, SHARD: env.SHARD });
    expect(await codeOf(response)).toEqual([503, 'sign_in_not_configured']);
  });

  it('is full where the process may hold no more sockets', async () => {
    await connect(ben);
    expect(isFull('another', { MASTHEAD_MAX_SOCKETS: '1' })).toBe(true);
    expect(isFull('another', { MASTHEAD_MAX_SOCKETS: '100000' })).toBe(false);
    expect(isFull('another', {})).toBe(false);
  });
});
