import { type Browser, type Frame, launch, type Page } from 'puppeteer-core';
import { ensureFirefox } from '../../../scripts/browser.ts';
import { firefoxBuild } from './builds.ts';
import type { TestRelay } from './relay.ts';
import { until } from './until.ts';

/** A real Firefox with the built extension installed as a temporary add-on. */
export interface TestFirefox {
  open(url: string): Promise<Page>;
  openOwn(path: string): Promise<Page>;
  /** Paths of the add-on's pages that are open in tabs. */
  ownPaths(): Promise<string[]>;
  close(): Promise<void>;
}

/** The add-on's id in the manifest, and the address given to it beforehand, which is random otherwise. */
export const addonId = '{7c1f0a52-6d0b-4b8e-9a41-0e6f3f7b52d1}';
const origin = '3b9c7a52-1d7e-4c55-9a0e-6a4f0d9b2c11';
const base = `moz-extension://${origin}`;

export interface FirefoxOptions {
  readonly build?: string;
  /** Of that build. */
  readonly addonId?: string;
  /** A folder that outlives the browser; one of its own, thrown away afterwards, unless given. */
  readonly profile?: string;
}

/** Launches it without a window and installs the company build over WebDriver BiDi. */
export async function launchFirefox(options: FirefoxOptions = {}): Promise<TestFirefox> {
  const { build = firefoxBuild, addonId: id = addonId, profile } = options;
  const browser: Browser = await launch({
    browser: 'firefox',
    executablePath: await ensureFirefox(),
    headless: true,
    ...(profile && { userDataDir: profile }),
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: origin }),
      // An add-on that is installed for a test is otherwise new at each start.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      // No contact to anywhere while the tests run.
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'app.normandy.enabled': false,
      'browser.region.network.url': '',
      'services.settings.server': 'data:,',
    },
  });
  await browser.installExtension(build);
  const open = async (url: string) => {
    const page = await browser.newPage();
    await page.goto(url);
    return page;
  };
  return {
    open,
    openOwn: async (path) => {
      // WebDriver may not navigate to such an address. A page may, to the one that is open to pages, and that one opens the rest.
      const frame = await browser.newPage();
      await frame.evaluate((url) => location.assign(url), `${base}/banner-frame.html`);
      const own = await ownPage(browser, 'banner-frame.html');
      const url = `${base}/${path}`;
      // Its address is there a moment before what an add-on may do.
      await until('the frame may open tabs', () =>
        own.evaluate(
          (url) => (globalThis as unknown as Partial<AddOnPage>).browser?.tabs.create({ url }),
          url,
        ),
      );
      const opened = await ownPage(browser, path);
      await own.close();
      return opened;
    },
    ownPaths: async () => {
      const addresses = await Promise.all((await browser.pages()).map(addressOf));
      return addresses.flatMap((address) => (address?.startsWith(base) ? [address.slice(base.length)] : []));
    },
    close: () => browser.close(),
  };
}

interface AddOnPage {
  readonly browser: {
    readonly tabs: { create(options: { url: string }): Promise<object> };
    readonly browserAction: { getBadgeText(of: object): Promise<string> };
  };
}

/** A tab that shows a page of the add-on. Only the document knows its address: WebDriver calls it about:blank. */
function ownPage(browser: Browser, path: string): Promise<Page> {
  const url = `${base}/${path}`;
  return until(`a tab shows ${url}`, async () => {
    for (const page of await browser.pages()) {
      if ((await addressOf(page)) === url) return page;
    }
    return null;
  });
}

/** A tab that was closed may still be listed: `null`. */
function addressOf(page: Page): Promise<string | null> {
  return page.evaluate(() => location.href).catch(() => null);
}

/** Pairs it through the options page, as a person does. */
export async function pairFirefox(firefox: TestFirefox, relay: TestRelay): Promise<void> {
  const options = await firefox.openOwn('options.html');
  await options.type('input[name=relayUrl]', relay.url);
  await options.click('details.token summary');
  await options.type('input[name=token]', relay.credentials.stakeholder);
  await options.click('button[type=submit]');
  await until('it says that it is connected', async () =>
    (await textOf(options)).includes('This browser is connected.'),
  );
  await options.close();
}

/** Text of the toolbar button, asked in a page of the add-on, the only place that may. In MV2 it is a browser action. */
export function firefoxBadge(own: Page): Promise<string> {
  return own.evaluate(() => (globalThis as unknown as AddOnPage).browser.browserAction.getBadgeText({}));
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
