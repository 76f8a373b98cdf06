import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { DevicesAnswer } from '../../shared/protocol/answers.ts';
import { violations } from './support/axe.ts';
import { storeBuild } from './support/builds.ts';
import { checkoutIncident, saveCatalogue } from './support/catalogue.ts';
import { launchChromium, linkOf, pictureOf, type TestBrowser } from './support/chromium.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';
import { untilTabAt } from './support/sights.ts';
import { until } from './support/until.ts';

let relay: TestRelay;
let browser: TestBrowser;
beforeAll(async () => {
  relay = await startTestRelay();
  await saveCatalogue(relay.api);
  // The build without a single host: what it reaches it reaches by CORS.
  browser = await launchChromium({ build: storeBuild });
  const page = await browser.open(await relay.api.signInAddress('stakeholder'));
  await page.waitForURL(`${relay.url}/`);
  await page.close();
});
afterAll(async () => {
  await browser?.close();
  await relay?.discard();
});

/** What the extension keeps where no content script can read; keys as what can be said of them. */
async function keptSecrets(): Promise<Record<string, unknown>> {
  const page = await browser.probe();
  return page.evaluate(async () => {
    const opened = indexedDB.open('masthead');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.addEventListener('success', () => resolve(opened.result));
      opened.addEventListener('error', () => reject(new Error('no database')));
    });
    const store = database.transaction('credential').objectStore('credential');
    const read = (request: IDBRequest) =>
      new Promise<unknown>((resolve) => {
        request.addEventListener('success', () => resolve(request.result));
      });
    const names = (await read(store.getAllKeys())) as string[];
    const entries = await Promise.all(
      names.map(async (name) => {
        const value = (await read(store.get(name))) as { keys?: { privateKey: CryptoKey } };
        const key = value.keys?.privateKey;
        const exported =
          key && (await crypto.subtle.exportKey('jwk', key).catch((error: Error) => error.name));
        return [name, { ...value, keys: key && [key.constructor.name, key.extractable, exported] }] as const;
      }),
    );
    database.close();
    return Object.fromEntries(entries);
  });
}

/** All that `storage` holds, as text. */
async function plainStorage(): Promise<string> {
  const page = await browser.probe();
  return page.evaluate(async () =>
    JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
  );
}

/** Presses "Connect" in the settings; the relay's page has opened then. */
async function connect(options: Page): Promise<Page> {
  await options.getByRole('button', { name: 'Connect' }).click();
  return untilTabAt(browser, `${relay.url}/device`);
}

describe('pairing', () => {
  it('that is denied at the relay says so, with a way to begin again', async () => {
    const options = await browser.openOwn('options.html');
    await options.locator('input[name=relayUrl]').fill(relay.url);
    const page = await connect(options);
    await page.getByRole('button', { name: 'Deny' }).click();
    await options.getByText('Somebody declined').waitFor();
    expect(await options.getByRole('button', { name: 'Connect' }).isVisible()).toBe(true);
    expect(await keptSecrets()).toMatchObject({ asking: { step: 'denied' } });
    await page.close();
    await options.close();
  });

  it('takes two clicks, with the same code on both pages, and outlives the worker', async () => {
    await relay.api.open(checkoutIncident());
    const options = await browser.openOwn('options.html');
    // The address is there from before.
    const page = await connect(options);
    await page.getByRole('button', { name: 'Deny' }).waitFor();
    const code = await options.locator('.user-code [aria-hidden]').innerText();
    expect(code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
    expect(await page.locator('.user-code').innerText()).toBe(code);
    expect(await page.locator('main').innerText()).toMatch(/Chrome on (Linux|macOS|Windows)/);
    expect(await violations(options)).toEqual([]);
    const session = await browser.context.newCDPSession(await browser.probe());
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await page.getByRole('button', { name: 'Connect' }).click();
    await until('the browser is current', async () => (await linkOf(browser)) === 'current');
    await until('the badge counts the incident', async () => (await browser.badge()) === '1');
    await options.getByText('This browser is connected.').waitFor();
    await page.close();
    await options.close();
  });

  it('leaves no secret in plain storage, and a key in IndexedDB that cannot be read out', async () => {
    const { current, ...rest } = (await keptSecrets()) as { current: Record<string, string> };
    expect(rest).toEqual({});
    expect(current).toMatchObject({
      kind: 'device',
      keys: ['CryptoKey', false, 'InvalidAccessError'],
      isRenewing: false,
    });
    const { accessToken = '', refreshToken = '' } = current;
    expect([accessToken.length, refreshToken.length].every((length) => length > 40)).toBe(true);
    const plain = await plainStorage();
    expect(plain).toContain('Card payments fail');
    expect([accessToken, refreshToken].filter((secret) => plain.includes(secret))).toEqual([]);
    for (const authorization of [`DPoP ${accessToken}`, `Bearer ${accessToken}`]) {
      const answer = await fetch(`${relay.url}/api/v1/state`, { headers: { authorization } });
      expect(answer.status).toBe(401);
    }
  });

  it('that an admin ends leaves nothing but the reason, everywhere', async () => {
    const { current } = (await keptSecrets()) as { current: { deviceId: string } };
    const answer = await fetch(`${relay.url}/api/v1/devices/${current.deviceId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${relay.credentials.admin}` },
    });
    expect(answer.status).toBeLessThan(300);
    await until('the browser has let go', async () => (await linkOf(browser)) === 'ended');
    await until('the badge says that it knows nothing', async () => (await browser.badge()) === '?');
    expect(await keptSecrets()).toEqual({});
    const picture = await pictureOf(browser);
    expect([picture.view.incidents, picture.relayUrl, picture.ended?.reason]).toEqual([
      [],
      null,
      'device_revoked',
    ]);
    expect(await plainStorage()).not.toContain('Card payments fail');
    for (const surface of ['popup', 'options']) {
      const page = await browser.openOwn(`${surface}.html`);
      await page.getByText(/This browser was disconnected on \d+ \w+/).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.close();
    }
  });

  it('that the person takes back is given up at the relay too, and is not called an end', async () => {
    const options = await browser.openOwn('options.html');
    await options.locator('input[name=relayUrl]').fill(relay.url);
    const page = await connect(options);
    await page.getByRole('button', { name: 'Connect' }).click();
    await until('the browser is current', async () => (await linkOf(browser)) === 'current');
    expect((await pictureOf(browser)).ended).toBeNull();
    await options.getByRole('button', { name: 'Disconnect this browser' }).click();
    await options.getByText('This browser is disconnected.').waitFor();
    expect([await keptSecrets(), await linkOf(browser), await browser.badge()]).toEqual([{}, 'unpaired', '']);
    await until('the relay knows no device with access', async () => {
      const answer = await fetch(`${relay.url}/api/v1/devices`, {
        headers: { authorization: `Bearer ${relay.credentials.admin}` },
      });
      const { devices } = (await answer.json()) as DevicesAnswer;
      return devices.length === 2 && devices.every(({ revokedAt }) => revokedAt !== null);
    });
  });
});
