import { type Browser, type Frame, launch, type Page } from 'puppeteer-core';
import { ensureFirefox } from '../../../scripts/browser.ts';
import { firefoxBuild } from './builds.ts';
import { until } from './until.ts';

/** A real Firefox with the built extension installed as a temporary add-on. */
export interface TestFirefox {
  open(url: string): Promise<Page>;
  openOwn(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** The add-on's id in the manifest, and the address given to it beforehand, which is random otherwise. */
const addonId = '{7c1f0a52-6d0b-4b8e-9a41-0e6f3f7b52d1}';
const origin = '3b9c7a52-1d7e-4c55-9a0e-6a4f0d9b2c11';

/** Launches it without a window and installs the company build over WebDriver BiDi. */
export async function launchFirefox(): Promise<TestFirefox> {
  const browser: Browser = await launch({
    browser: 'firefox',
    executablePath: await ensureFirefox(),
    headless: true,
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [addonId]: origin }),
      // No contact to anywhere while the tests run.
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'app.normandy.enabled': false,
      'browser.region.network.url': '',
      'services.settings.server': 'data:,',
    },
  });
  await browser.installExtension(firefoxBuild);
  const open = async (url: string) => {
    const page = await browser.newPage();
    await page.goto(url);
    return page;
  };
  return {
    open,
    openOwn: async (path) => {
      // WebDriver may not navigate to such an address, so the page that greets a new user opens it, as its links would.
      const onboarding = await ownPage(browser, 'onboarding.html');
      const url = `moz-extension://${origin}/${path}`;
      await onboarding.evaluate(
        (url) => (globalThis as unknown as AddOnPage).browser.tabs.create({ url }),
        url,
      );
      return ownPage(browser, path);
    },
    close: () => browser.close(),
  };
}

interface AddOnPage {
  readonly browser: { readonly tabs: { create(options: { url: string }): Promise<object> } };
}

/** A tab that shows a page of the add-on. Only the document knows its address: WebDriver calls it about:blank. */
function ownPage(browser: Browser, path: string): Promise<Page> {
  const url = `moz-extension://${origin}/${path}`;
  return until(`a tab shows ${url}`, async () => {
    for (const page of await browser.pages()) {
      // A tab that was closed may still be listed.
      const address = await page.evaluate(() => location.href).catch(() => null);
      if (address === url) return page;
    }
    return null;
  });
}

/** The text of the banner in a tool page; the empty string where there is none. */
export async function firefoxBannerText(page: Page): Promise<string> {
  for (const frame of page.frames()) {
    if (!frame.parentFrame()) continue;
    const protocol = await frame.evaluate(() => location.protocol);
    if (protocol === 'moz-extension:') return textOf(frame);
  }
  return '';
}

/** All text of a document. */
export async function textOf(document: Page | Frame): Promise<string> {
  return document.evaluate(() => globalThis.document.body.innerText);
}
