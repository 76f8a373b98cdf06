import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meantUserCode, newUserCode, shownUserCode } from '../../../worker/auth/user-code.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import type { Hub } from '../../../worker/hub/hub.ts';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { ORIGIN, type Relay, startRelay } from '../http/relay.ts';
import { type Codes, decide, errorOf, forgetWaiting, PairedBrowser, signedIn, wait } from './browser.ts';

let relay: Relay;
let browser: PairedBrowser;
let codes: Codes;
beforeEach(async () => {
  rateLimiter.forgetAll();
  relay = await startRelay();
  browser = await PairedBrowser.of(relay);
  codes = await (await browser.start('Chromium on <b>Linux</b>')).json<Codes>();
});
afterEach(forgetWaiting);

const textOf = async (response: Response) => [response.status, await response.text()] as const;

function inHub<T>(work: (sql: SqlStorage) => T): Promise<T> {
  const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub')) as unknown as DurableObjectStub<Hub>;
  return runInDurableObject(hub, (_hub, { storage }) => work(storage.sql));
}

describe('the page where a browser is connected', () => {
  it('sends whoever is not signed in to the sign-in, and back', async () => {
    const [status, text] = await textOf(await relay.ask('GET', '/device'));
    expect(status).toBe(200);
    expect(text).toContain('href="/sign-in?to=/device"');
    expect(text).not.toContain('<form id="enter"');
  });

  it.each([
    ['/device', '/device'],
    ['//evil.example', '/'],
    ['https://evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/%2e//evil.example', '/'],
    ['/./\\evil.example', '/'],
  ])('is come back to from the sign-in of a local relay: %s leads to %s', async (to, location) => {
    const page = await (await relay.ask('GET', `/sign-in?to=${encodeURIComponent(to)}`)).text();
    expect(page).toContain(`<input type="hidden" name="to" value="${to}"`);
    const made = await relay.ask('POST', '/api/v1/sign-in-codes', { as: 'admin', json: { role: 'liaison' } });
    const code = (await made.json<{ url: string }>()).url.split('#')[1] ?? '';
    const response = await relay.ask('POST', '/session', { form: { code, to }, headers: { Origin: ORIGIN } });
    expect([response.status, response.headers.get('Location')]).toEqual([303, location]);
  });

  it.each(['__proto__', 'constructor'])('takes "%s" for no decision', async (does) => {
    const form = { do: does, code: codes.user_code };
    const headers = { Cookie: await signedIn(relay, 'liaison'), Origin: ORIGIN };
    const [status, text] = await textOf(await relay.ask('POST', '/device', { form, headers }));
    expect([status, text.includes('Connect this browser?')]).toEqual([200, true]);
  });

  it('takes the code by hand, without a script', async () => {
    const cookie = await signedIn(relay, 'responder');
    const response = await relay.ask('GET', '/device', { headers: { Cookie: cookie } });
    expect(response.headers.get('Content-Security-Policy')).toContain("script-src 'self'");
    const text = await response.text();
    expect(text).toContain('<form id="enter" method="post" action="/device"');
    expect(text).toContain('name="code"');
    const script = await relay.ask('GET', '/device.js');
    expect(script.headers.get('Content-Type')).toContain('text/javascript');
  });

  it('shows who asks, what to compare and as whom it would read, before anything is connected', async () => {
    const cookie = await signedIn(relay, 'liaison');
    const [status, text] = await textOf(await decide(relay, cookie, codes.user_code, 'look'));
    expect(status).toBe(200);
    expect(text).toContain(`<p class="user-code shown">${codes.user_code}</p>`);
    expect(text).toContain('Compare the code with the one that the extension shows');
    expect(text).toContain('<bdi>Chromium on &lt;b>Linux&lt;/b></bdi>');
    expect(text).toContain('less than 1 min ago');
    expect(text).toContain('liaison@masthead.local');
    expect(text).not.toContain('<script');
    expect(await errorOf(await browser.poll(codes.device_code))).toBe('authorization_pending');
  });

  it.each([
    ['in lower case', (code: string) => code.toLowerCase()],
    ['without its hyphen', (code: string) => code.replace('-', '')],
    ['with spaces', (code: string) => ` ${code.replaceAll(/./g, '$& ')}`],
    ['with the whole address', (code: string) => `${ORIGIN}/device#${code}`],
  ])('takes a code %s', async (_how, written) => {
    const cookie = await signedIn(relay, 'stakeholder');
    expect((await decide(relay, cookie, written(codes.user_code), 'look')).status).toBe(200);
  });

  it('says how it ended, and says it again', async () => {
    const cookie = await signedIn(relay, 'stakeholder');
    expect(await (await decide(relay, cookie, codes.user_code, 'connect')).text()).toContain(
      '<h1>Connected</h1>',
    );
    expect(await (await decide(relay, cookie, codes.user_code, 'connect')).text()).toContain(
      '<h1>Connected</h1>',
    );
    // Once said it is said: a second thought is for the list of browsers.
    expect(await (await decide(relay, cookie, codes.user_code, 'deny')).text()).toContain(
      '<h1>Connected</h1>',
    );
    const other = await (await (await PairedBrowser.of(relay)).start()).json<Codes>();
    expect(await (await decide(relay, cookie, other.user_code, 'deny')).text()).toContain('<h1>Denied</h1>');
  });

  it('tells nobody else what has been said', async () => {
    await decide(relay, await signedIn(relay, 'stakeholder'), codes.user_code, 'connect');
    const cookie = await signedIn(relay, 'responder');
    const [status, text] = await textOf(await decide(relay, cookie, codes.user_code, 'connect'));
    expect(status).toBe(422);
    expect(text).toContain('No browser waits with this code.');
  });

  it('says of a code that it is wrong, or too old', async () => {
    const cookie = await signedIn(relay, 'stakeholder');
    const [status, text] = await textOf(await decide(relay, cookie, 'AEIO-UAEI', 'look'));
    expect([status, text.includes('No browser waits with this code.')]).toEqual([422, true]);
    wait(600_000);
    expect(await (await decide(relay, cookie, codes.user_code, 'look')).text()).toContain(
      'This code is too old.',
    );
    expect(await (await decide(relay, cookie, codes.user_code, 'connect')).text()).toContain(
      'This code is too old.',
    );
  });

  it('lets nobody guess: five wrong codes in ten minutes, and the right one is refused too', async () => {
    const cookie = await signedIn(relay, 'stakeholder');
    for (let tries = 1; tries <= 5; tries += 1) {
      const [, text] = await textOf(await decide(relay, cookie, newUserCode(), 'connect'));
      expect(text).toContain('No browser waits with this code.');
    }
    const [status, text] = await textOf(await decide(relay, cookie, codes.user_code, 'connect'));
    expect([status, text.includes('Too many wrong codes were entered.')]).toEqual([422, true]);
    // Another person is not held up by it.
    const other = await signedIn(relay, 'responder');
    expect((await decide(relay, other, codes.user_code, 'look')).status).toBe(200);
    wait(600_000);
    const again = await (await browser.start()).json<Codes>();
    expect((await decide(relay, await signedIn(relay, 'stakeholder'), again.user_code, 'look')).status).toBe(
      200,
    );
    const refused = await inHub((sql) =>
      sql.exec("SELECT detail FROM audit WHERE action = 'device.pair' AND outcome = 'refused'").toArray(),
    );
    expect(refused).toEqual([{ detail: '{"why":"unknown_code"}' }, { detail: '{"why":"too_many_tries"}' }]);
  });

  it('takes nothing from another site, nor from whoever is not signed in', async () => {
    const cookie = await signedIn(relay, 'stakeholder');
    const form = { do: 'connect', code: codes.user_code };
    for (const headers of [
      { Cookie: cookie, Origin: 'https://evil.example' },
      { Cookie: cookie },
      { Origin: ORIGIN },
    ] as Record<string, string>[]) {
      const { status } = await relay.ask('POST', '/device', { form, headers });
      expect([401, 403]).toContain(status);
    }
    expect(await errorOf(await browser.poll(codes.device_code))).toBe('authorization_pending');
  });

  it('writes down who was connected, and who was denied', async () => {
    const cookie = await signedIn(relay, 'stakeholder');
    await decide(relay, cookie, codes.user_code, 'connect');
    const tokens = await (await browser.poll(codes.device_code)).json<{ device_id: string }>();
    const other = await (await (await PairedBrowser.of(relay)).start('Firefox')).json<Codes>();
    await decide(relay, cookie, other.user_code, 'deny');
    const lines = await inHub((sql) =>
      sql
        .exec(
          "SELECT actor, action, target, outcome, detail FROM audit WHERE action LIKE 'device.%' ORDER BY number",
        )
        .toArray(),
    );
    const [actor, outcome] = ['stakeholder@masthead.local', 'done'];
    expect(lines).toEqual([
      {
        actor,
        action: 'device.pair',
        target: tokens.device_id,
        outcome,
        detail: '{"browser":"Chromium on <b>Linux</b>"}',
      },
      { actor, action: 'device.deny', target: null, outcome, detail: '{"browser":"Firefox"}' },
    ]);
  });
});

describe("the page of a person's browsers", () => {
  it('lists them, and takes the access of one away', async () => {
    const paired = await PairedBrowser.paired(relay, 'stakeholder');
    const cookie = await signedIn(relay, 'stakeholder');
    const headers = { Cookie: cookie, Origin: ORIGIN };
    const before = await (await relay.ask('GET', '/devices', { headers })).text();
    expect(before).toContain('aria-label="Disconnect Chromium on Linux"');
    const form = { id: paired.tokens.device_id };
    expect((await relay.ask('POST', '/devices', { form, headers })).status).toBe(303);
    expect((await paired.ask('GET', '/api/v1/state')).status).toBe(401);
    const after = await (await relay.ask('GET', '/devices', { headers })).text();
    expect(after).toContain('No longer connected');
    expect(after).not.toContain('aria-label="Disconnect');
  });

  it("neither shows nor takes away another person's", async () => {
    const paired = await PairedBrowser.paired(relay, 'stakeholder');
    const headers = { Cookie: await signedIn(relay, 'admin'), Origin: ORIGIN };
    expect(await (await relay.ask('GET', '/devices', { headers })).text()).toContain(
      'No browser is connected.',
    );
    const form = { id: paired.tokens.device_id };
    expect((await relay.ask('POST', '/devices', { form, headers })).status).toBe(404);
    expect((await paired.ask('GET', '/api/v1/state')).status).toBe(200);
  });

  it('is for people who are signed in', async () => {
    expect((await relay.ask('GET', '/devices')).status).toBe(401);
    expect(
      (await relay.ask('POST', '/devices', { form: { id: 'dev_0' }, headers: { Origin: ORIGIN } })).status,
    ).toBe(401);
  });
});

describe('a user code', () => {
  it('is eight of twenty letters, each as likely as the others', () => {
    const counts = new Map<string, number>();
    const drawn = 2_000;
    for (let n = 0; n < drawn; n += 1)
      for (const letter of newUserCode()) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect([...counts.keys()].toSorted().join('')).toBe('BCDFGHJKLMNPQRSTVWXZ');
    // 800 of each are expected; six standard deviations are 165.
    for (const count of counts.values()) expect(Math.abs(count - (drawn * 8) / 20)).toBeLessThan(166);
  });

  it('is shown with a hyphen', () => {
    expect(shownUserCode('BCDFGHJK')).toBe('BCDF-GHJK');
  });

  it.each([
    ['BCDF-GHJK', 'BCDFGHJK'],
    [' bcdf ghjk ', 'BCDFGHJK'],
    ['bcdf–ghjk', 'BCDFGHJK'],
    ['B.C.D.F.G.H.J.K', 'BCDFGHJK'],
    ['BCDF-GHJ', null],
    ['BCDF-GHJKL', null],
    ['ABCD-EFGH', null],
    ['', null],
  ])('%s is meant as %s', (text, code) => {
    expect(meantUserCode(text)).toBe(code);
  });
});

it('connects no browser beyond the fifty that a person may have, until one is disconnected', async () => {
  const cookie = await signedIn(relay, 'stakeholder');
  const add = (n: number) =>
    inHub(
      (sql) =>
        sql.exec(
          `INSERT INTO devices (id, person, browser, key_thumbprint, access_hash, access_expires_at, refresh_hash, paired_at,
           seen_on, expires_at) VALUES (?1, 'stakeholder@masthead.local', 'Chromium', ?1, ?1, '2999', ?1, '2026', '2026', '2999')`,
          `dev_${n}`,
        ).rowsWritten,
    );
  for (let n = 0; n < limits.devicesPerPerson - 1; n += 1) await add(n);
  const second = await PairedBrowser.of(relay);
  const waiting = await (await second.start()).json<Codes>();
  expect((await decide(relay, cookie, codes.user_code, 'connect')).status).toBe(200);
  // The first is connected and has not asked for its tokens: it counts.
  const [status, text] = await textOf(await decide(relay, cookie, waiting.user_code, 'connect'));
  expect([status, text.includes('You have 50 connected browsers')]).toEqual([422, true]);
  expect(await errorOf(await second.poll(waiting.device_code))).toBe('authorization_pending');
  await relay.ask('DELETE', '/api/v1/devices/dev_0', { as: 'admin' });
  expect((await decide(relay, cookie, waiting.user_code, 'connect')).status).toBe(200);
});
