import { type Browser, type Frame, launch, type Page } from 'puppeteer-core';
import { ensureFirefox } from '../../../scripts/browser.ts';
import { firefoxBuild } from './builds.ts';

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
    openOwn: (path) => open(`moz-extension://${origin}/${path}`),
    close: () => browser.close(),
  };
}

/** The extension's frame in a tool page; `undefined` where there is none. */
export function firefoxBanner(page: Page): Frame | undefined {
  return page.frames().find((frame) => frame.url().startsWith('moz-extension://') && frame.parentFrame());
}

/** All text of a document. */
export async function textOf(document: Page | Frame): Promise<string> {
  return document.evaluate(() => globalThis.document.body.innerText);
}
