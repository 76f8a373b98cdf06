import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { storeBuild } from './support/builds.ts';
import { launchChromium, pictureOf, type TestBrowser } from './support/chromium.ts';
import { serveToolPages, type ToolPages } from './support/tool-pages.ts';
import { until } from './support/until.ts';

/*
 * A new extension waits for a policy for 10 seconds before it opens its welcome page. Who has gone on working meanwhile must not
 * be torn away.
 */

let browser: TestBrowser;
let tools: ToolPages;

beforeEach(async () => {
  tools = await serveToolPages();
  browser = await launchChromium({ build: storeBuild });
});
afterEach(async () => {
  await browser?.close();
  await tools?.close();
});

const welcomePage = () =>
  until('the welcome page is there', () =>
    browser.context.pages().find((page) => page.url().endsWith('/onboarding.html')),
  );

/** Asked of a page of the extension, about itself. */
const isInFront = (page: Page) => page.evaluate(async () => (await chrome.tabs.getCurrent())?.active);

it('comes up in front of somebody who has stayed where they were', async () => {
  expect(await isInFront(await welcomePage())).toBe(true);
});

it('waits behind the tab of somebody who has gone on working, and takes no focus from it', async () => {
  // Once the background answers, it has noted which tab is in front; what is opened from now on is going on working.
  await pictureOf(browser);
  const work = await browser.open(tools.url('other'));
  await work.getByRole('button', { name: 'Save' }).focus();
  const welcome = await welcomePage();
  expect(await isInFront(welcome)).toBe(false);
  const active = await welcome.evaluate(async () =>
    (await chrome.tabs.query({ active: true })).map(({ id }) => id),
  );
  const own = await welcome.evaluate(async () => (await chrome.tabs.getCurrent())?.id);
  expect(active).toHaveLength(1);
  expect(active).not.toContain(own);
  expect(await work.evaluate(() => document.activeElement?.textContent)).toBe('Save');
});
