import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, launch as launchBrowser, type Page } from 'puppeteer-core';
import { findBrowser } from '../browser.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Relay } from '../relay.ts';

export interface BrowserWindow {
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly relay: Relay;
  readonly extensionDir: string;
  /** Address of the page to show. */
  readonly page: string;
}

/** Whether a window could be seen. Windows and macOS always have a display. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

/**
 * Opens a browser with the extension loaded and paired as the demo stakeholder, on a page. Pairing goes through the
 * extension's options page, as a person would do it. The profile is new each time and lies in the state folder.
 */
export async function showInBrowser({ relay, extensionDir, page }: WindowOptions): Promise<BrowserWindow> {
  const found = findBrowser();
  if (!found) {
    throw new Refusal(
      `No Chromium, Chrome or Edge was found: load ${extensionDir} into one by hand, or set CHROME_PATH.`,
    );
  }
  const browser = await launch(found.path, join(relay.stateDir, 'browser'));
  try {
    const extensionId = await load(browser, extensionDir);
    const tab = await firstTab(browser);
    await pair(tab, extensionId, relay);
    await tab.goto(page);
    await tab.bringToFront();
    console.log(
      'The browser shows a demo tool. Pin Masthead: puzzle piece right of the address bar, then the pin.',
    );
    return { close: () => close(browser) };
  } catch (error) {
    await close(browser);
    throw error;
  }
}

/*
 * Branded Chrome ignores --load-extension from 137 on, so the extension is loaded over the debugging pipe, which Chromium
 * knows as well. Source: https://developer.chrome.com/docs/extensions/reference/api/debugger, domain Extensions.
 */
async function launch(executablePath: string, profileDir: string): Promise<Browser> {
  rmSync(profileDir, { recursive: true, force: true });
  return launchBrowser({
    executablePath,
    userDataDir: profileDir,
    headless: false,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    // Our own handlers end it in order; the browser must not race them.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--window-size=1280,860',
      // Chromium refuses to run as root inside its sandbox; as a test it does not warn about that across the page.
      ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    ],
  });
}

async function load(browser: Browser, extensionDir: string): Promise<string> {
  try {
    return await browser.installExtension(extensionDir);
  } catch {
    throw new Refusal(
      `This browser does not take an extension by program: open chrome://extensions, switch Developer mode on and load ${extensionDir} unpacked.`,
    );
  }
}

async function firstTab(browser: Browser): Promise<Page> {
  const [tab] = await browser.pages();
  return tab ?? browser.newPage();
}

async function pair(tab: Page, extensionId: string, { url, credentials }: Relay): Promise<void> {
  await tab.goto(`chrome-extension://${extensionId}/options.html`);
  // The onboarding page takes the foreground whenever it likes, and a tab behind it paints no frames to wait for; hence no
  // typing and clicking, but the form's own fields and its own submission.
  const form = await tab.waitForSelector('form');
  await form?.evaluate(
    (element, values) => {
      if (!(element instanceof HTMLFormElement)) return;
      for (const [name, value] of Object.entries(values)) {
        const field = element.elements.namedItem(name);
        if (field instanceof HTMLInputElement) field.value = value;
      }
      element.requestSubmit();
    },
    { relayUrl: url, token: credentials.stakeholder },
  );
  const result = await tab.waitForSelector('[data-result]');
  const { outcome, text } = (await result?.evaluate((element) => ({
    outcome: element.getAttribute('data-result'),
    text: element.textContent,
  }))) ?? { outcome: null, text: '' };
  if (outcome !== 'done') throw new Refusal(`The extension could not be paired: ${text}`);
}

async function close(browser: Browser): Promise<void> {
  // A person may have closed it already.
  await browser.close().catch(() => {});
}
