import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeBuild } from './support/builds.ts';
import { launchChromium, pictureOf, type TestBrowser } from './support/chromium.ts';
import { serveToolPages, type ToolPages } from './support/tool-pages.ts';
import { until } from './support/until.ts';

/*
 * A new extension waits for a policy for 10 seconds before it opens its welcome page. Who has gone on working meanwhile must not
 * be torn away. Each has a browser of its own, and the ten seconds pass in both at once.
 */

let tools: ToolPages;
beforeAll(async () => {
  tools = await serveToolPages();
});
afterAll(() => tools?.close());

/** A browser whose extension has begun its ten seconds just now. */
async function withBrowser(work: (browser: TestBrowser) => Promise<void>): Promise<void> {
  const browser = await launchChromium({ build: storeBuild });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

const welcomePage = (browser: TestBrowser) =>
  until('the welcome page is there', () =>
    browser.context.pages().find((page) => page.url().endsWith('/onboarding.html')),
  );

/** Asked of a page of the extension, about itself. */
const isInFront = (page: Page) => page.evaluate(async () => (await chrome.tabs.getCurrent())?.active);

describe.concurrent('the welcome page', () => {
  it('comes up in front of somebody who has stayed where they were', () =>
    withBrowser(async (browser) => {
      expect(await isInFront(await welcomePage(browser))).toBe(true);
    }));

  it('waits behind the tab of somebody who has gone on working, and takes no focus from it', () =>
    withBrowser(async (browser) => {
      // Once the background answers, it has noted which tab is in front; what is opened from now on is going on working.
      await pictureOf(browser);
      const work = await browser.open(tools.url('other'));
      await work.getByRole('button', { name: 'Save' }).focus();
      const welcome = await welcomePage(browser);
      expect(await isInFront(welcome)).toBe(false);
      const active = await welcome.evaluate(async () =>
        (await chrome.tabs.query({ active: true })).map(({ id }) => id),
      );
      const own = await welcome.evaluate(async () => (await chrome.tabs.getCurrent())?.id);
      expect(active).toHaveLength(1);
      expect(active).not.toContain(own);
      expect(await work.evaluate(() => document.activeElement?.textContent)).toBe('Save');
    }));
});
