import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBrowser } from '../../scripts/browser.ts';
import { launchChromium, linkOf, pictureOf, quiet, type TestBrowser } from './support/chromium.ts';
import { type Company, startCompany } from './support/company.ts';
import { passProvider } from './support/oidc-provider.ts';
import { untilBadgeIs, untilTabAt } from './support/sights.ts';
import { until } from './support/until.ts';

/*
 * One story, told in order: whoever is in it comes by https and wss, through nginx, after a sign-in at the company's provider.
 */

let company: Company;
let sals: TestBrowser;
let adas: Browser;
let ada: Page;

beforeAll(async () => {
  company = await startCompany();
  company.issuer.accounts.set('sal', { email: 'sal@example.com', name: 'Sal', groups: [] });
  company.issuer.accounts.set('ada', { email: 'ada@example.com', name: 'Ada', groups: [] });
  const args = [`--ignore-certificate-errors-spki-list=${company.certificate.spki}`];
  const { path: executablePath } = await ensureBrowser();
  [sals, adas] = await Promise.all([
    launchChromium({ args }),
    chromium.launch({ executablePath, args: ['--headless=new', ...quiet, ...args] }),
  ]);
});
afterAll(async () => {
  await sals?.close();
  await adas?.close();
  await company?.close();
});

it('an admin signs in at the company’s provider and opens an incident', async () => {
  const { url } = company;
  ada = await adas.newPage();
  await ada.goto(`${url}/admin/services/add`);
  expect(new URL(ada.url()).pathname).toBe('/sign-in');
  await passProvider(ada, 'ada', url);
  expect(new URL(ada.url()).pathname).toBe('/admin/services/add');
  await ada.locator('[name=name]').fill('Checkout');
  await ada.locator('[name=id]').fill('checkout');
  await ada.getByRole('button', { name: 'Add service' }).click();
  await ada.waitForURL(/admin\/services\?done=added/);
  await ada.goto(`${url}/console`);
  await ada.locator('[name=title]').fill('Card payments fail');
  await ada.locator('[name="impact.checkout"]').selectOption('partial_outage');
  await ada.locator('[name=message]').fill('Every second card payment fails.');
  await ada.getByRole('button', { name: 'Open incident' }).click();
  await ada.waitForURL('**/console?done=open');
});

it('a stakeholder presses Connect, signs in at the provider, and is paired as who they are', async () => {
  const { url } = company;
  const options = await sals.openOwn('options.html');
  await options.locator('input[name=relayUrl]').fill(url);
  await options.getByRole('button', { name: 'Connect' }).click();
  const page = await untilTabAt(sals, `${url}/sign-in?to=/device`);
  await passProvider(page, 'sal', url);
  // The code went with the tab to the provider and back, and into no address.
  await page.getByRole('heading', { name: 'Connect this browser?' }).waitFor();
  expect(await page.locator('.user-code').innerText()).toBe(
    await options.locator('.user-code [aria-hidden]').innerText(),
  );
  expect(await page.locator('main').innerText()).toContain('sal@example.com');
  await page.getByRole('button', { name: 'Connect' }).click();
  await until('the browser is current', async () => (await linkOf(sals)) === 'current');
  await untilBadgeIs(sals, '1');
  await options.close();
});

it('hears over wss what is published after it', async () => {
  await ada.getByText('Post an update').click();
  const form = ada.locator('form', { has: ada.getByRole('button', { name: 'Post update' }) });
  await form.locator('[name=message]').fill('Payments by card are off for now.');
  await form.getByRole('button', { name: 'Post update' }).click();
  await ada.waitForURL('**/console?done=update');
  await until('the extension holds the update', async () => {
    const [incident] = (await pictureOf(sals)).view.incidents;
    return incident?.updates[0]?.message === 'Payments by card are off for now.';
  });
});

it('is cut off by the admin: the stream ends, and the extension says why', async () => {
  const { url, proxy } = company;
  await ada.goto(`${url}/admin/devices`);
  await ada.locator('tr', { hasText: 'sal@example.com' }).getByRole('link', { name: 'Cut off' }).click();
  await ada.getByRole('button', { name: 'Cut off' }).click();
  await ada.waitForURL('**/admin/devices?done=revoked');
  await until('the extension has let go', async () => (await linkOf(sals)) === 'ended');
  await untilBadgeIs(sals, '?');
  const { view, ended } = await pictureOf(sals);
  expect([view.incidents, ended?.reason]).toEqual([[], 'device_revoked']);
  const popup = await sals.openOwn('popup.html');
  await popup.getByText(/This browser was disconnected on \d+ \w+/).waitFor();
  await popup.close();
  // Nothing came by another way: the stream stands in the proxy's log, once it has ended.
  await until('the stream has ended', () => proxy.passed().includes('101 /api/v1/stream'));
});

it('signs out here and at the provider, which then asks again', async () => {
  const { url } = company;
  const page = await untilTabAt(sals, `${url}/device`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out').waitFor();
  await page.getByRole('link', { name: 'Sign out there too' }).click();
  await page.getByRole('button', { name: /Yes/ }).click();
  await page.waitForURL(`${url}/`);
  await page.goto(`${url}/devices`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('input[name=password]').waitFor();
});
