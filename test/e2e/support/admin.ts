import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../../../scripts/browser.ts';
import { quiet } from './chromium.ts';
import type { TestRelay } from './relay.ts';

/** A Chromium without the extension, in which an admin is signed in. */
export interface AdminBrowser {
  readonly page: Page;
  /** A window of the same session in which no page can run a script. */
  withoutScript(): Promise<Page>;
  close(): Promise<void>;
}

export async function openAdmin(relay: TestRelay): Promise<AdminBrowser> {
  const browser = await chromium.launch({
    executablePath: (await ensureBrowser()).path,
    args: ['--headless=new', ...quiet],
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(await relay.api.signInAddress('admin'));
  await page.waitForURL(`${relay.url}/console`);
  return {
    page,
    withoutScript: () => scriptless(browser, context),
    close: () => browser.close(),
  };
}

async function scriptless(browser: Browser, signedIn: BrowserContext): Promise<Page> {
  const storageState = await signedIn.storageState();
  const context = await browser.newContext({ storageState, javaScriptEnabled: false });
  return context.newPage();
}
