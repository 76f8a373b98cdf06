import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'puppeteer-core';
import type { DevicesAnswer } from '../../shared/protocol/answers.ts';
import { checkoutIncident, saveCatalogue } from './support/catalogue.ts';
import { firefoxBadge, launchFirefox, type TestFirefox, textOf } from './support/firefox.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';
import { until } from './support/until.ts';

let relay: TestRelay;
let firefox: TestFirefox;

beforeAll(async () => {
  relay = await startTestRelay();
  await saveCatalogue(relay.api);
  await relay.api.open(checkoutIncident());
  firefox = await launchFirefox();
  const page = await firefox.open(await relay.api.signInAddress('stakeholder'));
  await until('the stakeholder is signed in', async () => (await addressOf(page)) === `${relay.url}/`);
});
afterAll(async () => {
  await firefox?.close();
  await relay?.discard();
});

const addressOf = (page: Page) => page.evaluate(() => location.href).catch(() => '');

it('Firefox is paired by confirmation as well, and let go with the reason', async () => {
  const options = await firefox.openOwn('options.html');
  await options.type('input[name=relayUrl]', relay.url);
  await options.click('button[type=submit]');
  const code = await until('the code is shown', () =>
    options.$eval('.user-code [aria-hidden]', (shown) => shown.textContent).catch(() => null),
  );
  const page = await firefox.open(`${relay.url}/device#${code}`);
  await until('the relay asks', async () => (await textOf(page)).includes('Connect this browser?'));
  expect(await textOf(page)).toMatch(/Firefox on (Linux|macOS|Windows)/);
  await page.click('button[value=connect]');
  await until('the settings say so', async () =>
    (await textOf(options)).includes('This browser is connected.'),
  );
  await until('the badge counts the incident', async () => (await firefoxBadge(options)) === '1');
  const headers = { authorization: `Bearer ${relay.credentials.admin}` };
  const answer = await fetch(`${relay.url}/api/v1/devices`, { headers });
  const [device] = ((await answer.json()) as DevicesAnswer).devices;
  await fetch(`${relay.url}/api/v1/devices/${device?.id}`, { method: 'DELETE', headers });
  await until('the settings say why', async () =>
    (await textOf(options)).includes('This browser was disconnected on'),
  );
  expect(await firefoxBadge(options)).toBe('?');
});
