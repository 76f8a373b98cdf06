import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import type { LinkState } from '../../../shared/core/link-state.ts';
import type { Picture } from '../../../extension/data/messages.ts';
import { ensureBrowser } from '../../../scripts/browser.ts';
import { companyBuild } from './builds.ts';
import { until } from './until.ts';

/** A real Chromium with the built extension in it, in a profile of its own. */
export interface TestBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The profile's folder on disk. */
  readonly profile: string;
  open(url: string): Promise<Page>;
  /** A page of the extension in a tab, such as `popup.html`. */
  openOwn(path: string): Promise<Page>;
  /**
   * An inert document of the extension's origin, for asking the browser's own interfaces. It talks to nobody, so it
   * neither wakes the worker nor counts as a surface that somebody reads.
   */
  probe(): Promise<Page>;
  badge(): Promise<string>;
  registeredScripts(): Promise<string[]>;
  close(): Promise<void>;
}

export interface BrowserOptions {
  readonly build?: string;
  /** The X display to show a window on; without a window unless given. */
  readonly display?: string;
  /** Puts the extension's button beside the address bar, where a person would pin it. */
  readonly isPinned?: boolean;
  /** `null` leaves it to the window. */
  readonly viewport?: { width: number; height: number } | null;
  readonly deviceScaleFactor?: number;
  /** Language of the browser itself, such as `pt-BR`; English unless given, whatever the machine speaks. */
  readonly language?: string;
  /** A file for everything that the browser sends, whole once it is closed. */
  readonly netLog?: string;
}

// Nothing here may reach out: the machine that runs the tests may have no network, and a test must not depend on one.
export const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Launches it and waits for the extension's worker. */
export async function launchChromium(options: BrowserOptions = {}): Promise<TestBrowser> {
  const { build = companyBuild, display, isPinned = false, language = 'en-GB', netLog, ...look } = options;
  const profile = mkdtempSync(join(tmpdir(), 'masthead-chromium-'));
  writePreferences(profile, isPinned ? [idOf(build)] : []);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: (await ensureBrowser()).path,
    headless: false,
    ...look,
    env: {
      ...process.env,
      ...(display && { DISPLAY: display }),
      // Chromium on Linux takes its language from here, and from the flag elsewhere.
      LANGUAGE: language.replace('-', '_'),
    },
    args: [
      ...(display ? ['--window-position=0,0', '--window-size=1180,720'] : ['--headless=new']),
      // Frames of another origin, as the banner is one, follow the flag only.
      `--force-device-scale-factor=${look.deviceScaleFactor ?? 1}`,
      `--lang=${language}`,
      ...quiet,
      ...(netLog ? [`--log-net-log=${netLog}`, '--net-log-capture-mode=Everything'] : []),
      `--disable-extensions-except=${build}`,
      `--load-extension=${build}`,
    ],
  });
  // A folder that the browser refuses to load makes no worker, and no error either.
  const worker =
    context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 60_000 }));
  const extensionId = new URL(worker.url()).host;
  const open = async (url: string) => {
    const page = await context.newPage();
    try {
      await page.goto(url);
      return page;
    } catch (error) {
      // Whoever tries again is not to leave a heap of tabs.
      await page.close();
      throw error;
    }
  };
  const openOwn = (path: string) => open(`chrome-extension://${extensionId}/${path}`);
  const probe = async () => {
    const address = `chrome-extension://${extensionId}/manifest.json`;
    return context.pages().find((page) => page.url() === address) ?? open(address);
  };
  return {
    context,
    extensionId,
    profile,
    open,
    openOwn,
    probe,
    badge: async () => (await probe()).evaluate(() => chrome.action.getBadgeText({})),
    registeredScripts: async () =>
      (await probe()).evaluate(async () =>
        (await chrome.scripting.getRegisteredContentScripts()).map((script) => script.id),
      ),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** The id of an unpacked extension is made of its path. */
export function idOf(build: string): string {
  const hash = createHash('sha256').update(build).digest('hex').slice(0, 32);
  return hash.replace(/./g, (digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16)));
}

/**
 * What the browser would have noted had a person pinned these buttons and switched developer mode on, without which an
 * unpacked extension that reloads itself is disabled.
 */
export function writePreferences(profile: string, pinned: readonly string[]): void {
  const extensions = { ui: { developer_mode: true }, pinned_extensions: pinned };
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ extensions }));
}

/** Pairs the browser through the options page, as a person does, and waits until the relay vouches for it. */
export async function pair(browser: TestBrowser, relayUrl: string, token: string): Promise<void> {
  const options = await browser.openOwn('options.html');
  // By their names and not by their words, which are another language's in some tests.
  await options.locator('input[name=relayUrl]').fill(relayUrl);
  await options.locator('details.token summary').click();
  await options.locator('input[name=token]').fill(token);
  await options.locator('form button[type=submit]').click();
  await until('the browser is paired and current', async () => {
    const link = await linkOf(browser);
    if (link !== 'current') throw new Error(`${link}; ${await options.locator('main').innerText()}`);
    return true;
  });
  await options.close();
}

/** How far the background says it can speak for the relay. */
export async function linkOf(browser: TestBrowser): Promise<LinkState> {
  return (await pictureOf(browser)).link;
}

/** What the background tells every surface; asking for it wakes the worker. */
export async function pictureOf(browser: TestBrowser): Promise<Picture> {
  const page = await browser.probe();
  return page.evaluate(() => chrome.runtime.sendMessage<object, Picture>({ type: 'get_picture' }));
}

/** The extension's frames in a page: at most one may ever be there. */
export function bannerFrames(page: Page): Frame[] {
  return page
    .frames()
    .filter((frame) => frame.url().startsWith('chrome-extension://') && frame.parentFrame());
}

/** The text of the page's banner; the empty string where there is none. */
export async function bannerText(page: Page): Promise<string> {
  const [frame] = bannerFrames(page);
  return frame ? frame.locator('body').innerText() : '';
}

/** How many elements there are in a tool page that are not its own. */
export async function foreignElements(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('*:not([data-own])').length);
}

/** The revision of an incident that the browser holds; 0 where it holds none of it. */
export async function heldRevision(browser: TestBrowser, incidentId: string): Promise<number> {
  const { view } = await pictureOf(browser);
  return view.incidents.find(({ id }) => id === incidentId)?.revision ?? 0;
}
