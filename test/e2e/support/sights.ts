import type { Page } from 'playwright-core';
import { bannerFrames, bannerText, foreignElements, type TestBrowser } from './chromium.ts';
import { until } from './until.ts';

/*
 * What a person would wait to see. Each fails with a sentence where it does not come.
 */

export async function untilBadgeIs(browser: TestBrowser, text: string, withinMs?: number): Promise<void> {
  let seen = '';
  await until(
    `the badge is "${text}"`,
    async () => {
      seen = await browser.badge();
      return seen === text;
    },
    withinMs,
  ).catch((error: unknown) => {
    throw new Error(`the badge is "${seen}"`, { cause: error });
  });
}

/** The tab at an address that begins so. Not simply the next tab: the extension opens its welcome late, by itself. */
export async function untilTabAt({ context }: TestBrowser, address: string): Promise<Page> {
  return until(`a tab at ${address}`, () => context.pages().find((page) => page.url().startsWith(address)));
}

/** The banner of a tool page; several pieces of text may be asked for. */
export async function untilBannerSays(page: Page, ...words: string[]): Promise<void> {
  await until(`the banner of ${page.url()} says "${words.join('", "')}"`, async () => {
    const text = await bannerText(page);
    return words.every((word) => text.includes(word));
  });
}

/** A page of the extension or of the relay. */
export async function untilPageSays(page: Page, words: string): Promise<void> {
  await until(`${page.url()} says "${words}"`, async () =>
    (await page.locator('body').innerText()).includes(words),
  );
}

/** Nothing of the extension is in the page: no frame, no element. */
export async function isUntouched(page: Page): Promise<boolean> {
  return bannerFrames(page).length === 0 && (await foreignElements(page)) === 0;
}

export async function untilUntouched(page: Page): Promise<void> {
  await until(`nothing is left in ${page.url()}`, () => isUntouched(page));
}
