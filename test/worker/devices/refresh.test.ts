import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hub } from '../../../worker/hub/hub.ts';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { type Relay, startRelay } from '../http/relay.ts';
import { forgetWaiting, PairedBrowser, type TokenSet, wait } from './browser.ts';

const STATE = '/api/v1/state';
const PERSON = 'stakeholder@masthead.local';
const DAY_MS = 24 * 3_600_000;

let relay: Relay;
let browser: PairedBrowser;
beforeEach(async () => {
  rateLimiter.forgetAll();
  relay = await startRelay();
  browser = await PairedBrowser.paired(relay);
});
afterEach(forgetWaiting);

const statusOf = async () => (await browser.ask('GET', STATE)).status;

/** What the refusal says: its error, the word for the device, and the reason. */
async function refusalOf(response: Response): Promise<string[]> {
  const { error, error_description, reason } = await response.json<Record<string, string>>();
  return [error ?? `none: ${response.status}`, error_description ?? '', reason ?? ''];
}

function inHub<T>(work: (sql: SqlStorage) => T): Promise<T> {
  const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub')) as unknown as DurableObjectStub<Hub>;
  return runInDurableObject(hub, (_hub, { storage }) => work(storage.sql));
}

function lines(action: string) {
  return inHub((sql) =>
    sql
      .exec<{ actor: string; outcome: string; detail: string }>(
        'SELECT actor, outcome, detail FROM audit WHERE action = ? ORDER BY number',
        action,
      )
      .toArray(),
  );
}

describe('a refresh', () => {
  it('gives new tokens in place of the old', async () => {
    const before = browser.tokens;
    wait(11 * 3_600_000);
    const response = await browser.refresh();
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    const after = await response.json<TokenSet>();
    expect(after).toMatchObject({ token_type: 'DPoP', expires_in: 43_200, device_id: before.device_id });
    expect(after.access_token).not.toBe(before.access_token);
    expect(after.refresh_token).not.toBe(before.refresh_token);
    expect(await statusOf()).toBe(401);
    browser.tokens = after;
    expect(await statusOf()).toBe(200);
    wait(2 * 3_600_000);
    expect(await statusOf()).toBe(200);
  });

  it('whose answer was lost is answered with the same again within a minute', async () => {
    const first = await (await browser.refresh()).json<TokenSet>();
    wait(55_000);
    const again = await (await browser.refresh()).json<TokenSet>();
    expect(again).toMatchObject({ access_token: first.access_token, refresh_token: first.refresh_token });
    expect(again.expires_in).toBe(first.expires_in);
    browser.tokens = again;
    expect(await statusOf()).toBe(200);
    expect((await browser.refresh()).status).toBe(200);
  });

  it('whose answer was lost in a night’s sleep is answered with the same again, as long as none of it was shown', async () => {
    const first = await (await browser.refresh()).json<TokenSet>();
    wait(20 * 3_600_000);
    const again = await (await browser.refresh()).json<TokenSet>();
    expect(again).toMatchObject({ access_token: first.access_token, refresh_token: first.refresh_token });
    browser.tokens = again;
    expect(await statusOf()).toBe(200);
  });

  it('with an old token later takes the access away, and is written down', async () => {
    const old = browser.tokens.refresh_token;
    browser.tokens = await (await browser.refresh()).json<TokenSet>();
    expect(await statusOf()).toBe(200);
    wait(61_000);
    expect(await refusalOf(await browser.refresh(old))).toEqual([
      'invalid_grant',
      'device_revoked',
      'refresh_token_reused',
    ]);
    expect(await statusOf()).toBe(401);
    expect((await refusalOf(await browser.refresh()))[0]).toBe('invalid_grant');
    expect(
      (await lines('device.refresh')).map(({ outcome, detail }) => [outcome, JSON.parse(detail)]),
    ).toEqual([['refused', { why: 'refresh_token_reused' }]]);
    expect(await lines('device.revoke')).toHaveLength(1);
  });

  it('with another key gets nothing, and does the device no harm', async () => {
    const thief = await PairedBrowser.of(relay);
    const [error, , reason] = await refusalOf(await thief.refresh(browser.tokens.refresh_token));
    expect([error, reason]).toEqual(['invalid_grant', 'unknown_token']);
    expect((await lines('device.refresh')).map(({ detail }) => JSON.parse(detail))).toEqual([
      { why: 'wrong_key' },
    ]);
    expect(await statusOf()).toBe(200);
    expect((await browser.refresh()).status).toBe(200);
  });

  it('takes no access token, nor the other way round', async () => {
    expect((await refusalOf(await browser.refresh(browser.tokens.access_token)))[0]).toBe('invalid_grant');
    browser.tokens = { ...browser.tokens, access_token: browser.tokens.refresh_token };
    expect(await statusOf()).toBe(401);
  });

  it('ends with the account of its person, at once and with its reason', async () => {
    await inHub((sql) => sql.exec('UPDATE accounts SET is_active = 0 WHERE person = ?', PERSON));
    expect(await statusOf()).toBe(401);
    expect(await refusalOf(await browser.refresh())).toEqual([
      'invalid_grant',
      'person_removed',
      'person_removed',
    ]);
  });

  it('asks for a sign-in of the last 30 days where a company has one, pairing included, and goes on after the next', async () => {
    const issuer = 'https://sso.example';
    const added = new Date(Date.now() - 60 * DAY_MS).toISOString();
    await inHub((sql) =>
      sql.exec(
        'UPDATE accounts SET issuer = ?, subject = ?, added_at = ?, signed_in_at = NULL WHERE person = ?',
        issuer,
        'subject-1',
        added,
        PERSON,
      ),
    );
    wait(29 * DAY_MS);
    browser.tokens = await (await browser.refresh()).json<TokenSet>();
    wait(2 * DAY_MS);
    expect((await refusalOf(await browser.refresh()))[2]).toBe('sign_in_too_old');
    await gateLetsIn(31 * DAY_MS);
    browser.tokens = await (await browser.refresh()).json<TokenSet>();
    expect(await statusOf()).toBe(200);
    wait(29 * DAY_MS);
    browser.tokens = await (await browser.refresh()).json<TokenSet>();
    wait(2 * DAY_MS);
    expect((await refusalOf(await browser.refresh()))[2]).toBe('sign_in_too_old');

    async function gateLetsIn(afterMs: number): Promise<void> {
      const provenAt = new Date(Date.now() + afterMs - 60_000).toISOString();
      const claims = {
        issuer,
        subject: 'subject-1',
        person: PERSON,
        name: 'Stakeholder',
        groups: [],
        provenAt,
      };
      const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub'));
      await hub.run('admitCaller', claims, { role: null, audiences: [] }, { mayJoin: true });
    }
  });

  it('is too late after 90 days without a sign of the device', async () => {
    wait(89 * DAY_MS);
    browser.tokens = await (await browser.refresh()).json<TokenSet>();
    expect(await statusOf()).toBe(200);
    wait(90 * DAY_MS + 1_000);
    expect((await refusalOf(await browser.refresh()))[2]).toBe('device_expired');
  });
});

describe('a device that gives itself up', () => {
  const giveUp = (token: string, as = browser) => as.post('/oauth/revoke', { token });

  it.each(['access_token', 'refresh_token'] as const)('with its %s has no access any more', async (which) => {
    expect((await giveUp(browser.tokens[which])).status).toBe(200);
    expect(await statusOf()).toBe(401);
    expect((await refusalOf(await browser.refresh())).slice(0, 2)).toEqual([
      'invalid_grant',
      'device_revoked',
    ]);
    expect((await lines('device.revoke')).map(({ actor, detail }) => [actor, JSON.parse(detail)])).toEqual([
      [PERSON, { why: 'disconnected', person: PERSON }],
    ]);
  });

  it('is answered alike where the token is none, or of another key', async () => {
    const other = await PairedBrowser.of(relay);
    expect((await giveUp('mhd_none')).status).toBe(200);
    expect((await giveUp(browser.tokens.access_token, other)).status).toBe(200);
    expect(await statusOf()).toBe(200);
  });
});

describe('an admin', () => {
  it('sees all devices, nothing secret with them, and takes access away', async () => {
    const response = await relay.ask('GET', '/api/v1/devices', { as: 'admin' });
    const { devices } = await response.json<{ devices: Record<string, unknown>[] }>();
    expect(devices).toEqual([
      {
        id: browser.tokens.device_id,
        person: PERSON,
        browser: 'Chromium on Linux',
        pairedAt: expect.any(String),
        seenOn: new Date().toISOString().slice(0, 10),
        expiresAt: expect.any(String),
        revokedAt: null,
        revokedWhy: null,
      },
    ]);
    const of = async (person: string) =>
      (
        await (
          await relay.ask('GET', `/api/v1/devices?person=${person}`, { as: 'admin' })
        ).json<{ devices: [] }>()
      ).devices.length;
    expect([await of(PERSON), await of('ann@example.com')]).toEqual([1, 0]);
    const path = `/api/v1/devices/${browser.tokens.device_id}`;
    expect((await relay.ask('DELETE', path, { as: 'admin' })).status).toBe(204);
    expect(await statusOf()).toBe(401);
    expect((await refusalOf(await browser.refresh())).slice(0, 2)).toEqual([
      'invalid_grant',
      'device_revoked',
    ]);
    expect((await relay.ask('DELETE', path, { as: 'admin' })).status).toBe(204);
    expect((await lines('device.revoke')).map(({ actor }) => actor)).toEqual(['admin@masthead.local']);
    expect((await relay.ask('DELETE', '/api/v1/devices/dev_0', { as: 'admin' })).status).toBe(404);
  });
});
