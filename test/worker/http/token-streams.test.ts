import { runDurableObjectAlarm } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyClientState } from '../../../shared/core/client-state.ts';
import type { TicketAnswer } from '../../../shared/protocol/answers.ts';
import { Browser, until } from '../browser.ts';
import { hub, open, organise, pass, relay, requestStream, shardOf, useRelay } from '../relay.ts';
import { closing, cutOffShards, useDesk } from '../revoking.ts';

useRelay();
useDesk();
beforeEach(() => organise());

const admin = 'test-admin-token';

function ask(method: string, path: string, token: string, json?: object): Promise<Response> {
  return relay.fetch(`http://localhost${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(json && { 'Content-Type': 'application/json' }) },
    ...(json && { body: JSON.stringify(json) }),
  });
}

/** A program's token and the stream that it opened. */
async function wallboard(days = 90): Promise<{ id: string; token: string; browser: Browser }> {
  const wish = { name: 'Wallboard', role: 'stakeholder', scopes: ['state:read'], days };
  const made = await ask('POST', '/api/v1/tokens', admin, wish);
  const { id, token } = await made.json<{ id: string; token: string }>();
  return { id, token, browser: await connected(token) };
}

async function connected(token: string): Promise<Browser> {
  const bought = await ask('POST', '/api/v1/stream/tickets', token);
  const { ticket } = await bought.json<TicketAnswer>();
  const { webSocket } = await requestStream(ticket);
  if (!webSocket) throw new Error('no socket');
  const browser = new Browser(webSocket, emptyClientState);
  browser.hello();
  await until(() => expect(browser.of('snapshot')).toHaveLength(1));
  return browser;
}

describe('the stream of a program', () => {
  it('is closed when the token is revoked, before the answer, and is silent from then on', async () => {
    const { id, token, browser } = await wallboard();
    const revoked = await ask('DELETE', `/api/v1/tokens/${id}`, admin);
    expect(revoked.status).toBe(204);
    await open('Cards refused');
    await closing(browser);
    expect([browser.closeCode, browser.closeReason]).toEqual([4403, 'token_revoked']);
    expect(browser.texts).toHaveLength(1);
    expect((await ask('POST', '/api/v1/stream/tickets', token)).status).toBe(401);
  });

  it('is closed when the token is over, though nobody revoked it', async () => {
    const { token, browser } = await wallboard(1);
    pass(24 * 3_600_000 - 1_000);
    expect((await ask('GET', '/api/v1/state', token)).status).toBe(200);
    const late = await connected(token);
    pass(1_000);
    await runDurableObjectAlarm(await shardOf());
    await closing(late);
    expect([late.closeCode, late.closeReason]).toEqual([4401, 'credential expired']);
    await closing(browser);
  });

  it('that cannot be reached is counted as pending until it is closed', async () => {
    const { id, browser } = await wallboard();
    const mend = cutOffShards();
    const first = await ask('DELETE', `/api/v1/tokens/${id}`, admin);
    expect([first.status, await first.json()]).toEqual([202, { pending: 1 }]);
    mend();
    pass(2_000);
    await runDurableObjectAlarm(hub());
    await closing(browser);
    await until(async () => expect((await ask('DELETE', `/api/v1/tokens/${id}`, admin)).status).toBe(204));
  });
});
