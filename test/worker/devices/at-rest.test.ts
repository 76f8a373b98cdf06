import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, expect, it, vi } from 'vitest';
import { derivedHex } from '../../../worker/auth/derive.ts';
import { sha256Hex } from '../../../worker/auth/hash.ts';
import type { Hub } from '../../../worker/hub/hub.ts';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { type Relay, startRelay } from '../http/relay.ts';
import { type Codes, decide, PairedBrowser, signedIn } from './browser.ts';

let relay: Relay;
beforeEach(async () => {
  rateLimiter.forgetAll();
  relay = await startRelay();
});

/** Every value of every table of the hub's database, as text. */
function everythingKept(): Promise<string> {
  const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub')) as unknown as DurableObjectStub<Hub>;
  return runInDurableObject(hub, (_hub, { storage: { sql } }) => {
    const tables = sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .toArray();
    expect(tables.length).toBeGreaterThan(15);
    return tables.map(({ name }) => JSON.stringify(sql.exec(`SELECT * FROM "${name}"`).toArray())).join('\n');
  });
}

it('no code, token or proof lies in the database, nor a hash that could be made without the relay key', async () => {
  const logged = vi.spyOn(console, 'log');
  const browser = await PairedBrowser.of(relay);
  const codes = await (await browser.start()).json<Codes>();
  const waiting = await (await (await PairedBrowser.of(relay)).start()).json<Codes>();
  await decide(relay, await signedIn(relay, 'stakeholder'), codes.user_code, 'connect');
  browser.tokens = await (await browser.poll(codes.device_code)).json();
  const first = browser.tokens;
  browser.tokens = await (await browser.refresh()).json();
  const proof = await browser.proof('GET', '/api/v1/state', browser.tokens.access_token);
  await relay.ask('GET', '/api/v1/state', {
    headers: { Authorization: `DPoP ${browser.tokens.access_token}`, DPoP: proof },
  });
  const kept = await everythingKept();
  // The search finds what is there.
  expect(kept).toContain(browser.tokens.device_id);
  expect(kept).toContain(browser.thumbprint);
  const secrets = [
    codes.device_code,
    waiting.device_code,
    waiting.user_code,
    waiting.user_code.replace('-', ''),
    proof,
    ...[first, browser.tokens].flatMap(({ access_token, refresh_token }) => [
      access_token,
      refresh_token,
      access_token.slice(4),
      refresh_token.slice(4),
    ]),
  ];
  const logs = logged.mock.calls.join('\n');
  logged.mockRestore();
  expect(logs).toContain('getDeviceToken');
  for (const secret of secrets) {
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(await sha256Hex(secret));
    expect(logs).not.toContain(secret);
  }
});

it('what the database holds of a waiting user code is of no use without the relay key', async () => {
  const codes = await (await (await PairedBrowser.of(relay)).start()).json<Codes>();
  const code = codes.user_code.replace('-', '');
  const kept = await everythingKept();
  const hashWith = (key: string) => derivedHex(key, 'user code at rest', [code], 32);
  expect(kept).toContain(await hashWith(relay.env.MASTHEAD_KEY ?? ''));
  expect(kept).not.toContain(await hashWith(''));
});
