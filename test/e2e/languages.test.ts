import { afterEach, describe, expect, it } from 'vitest';
import { launchChromium, type TestBrowser } from './support/chromium.ts';

let browser: TestBrowser | undefined;

afterEach(async () => {
  await browser?.close();
  browser = undefined;
});

/** What the popup of a browser that was never paired says, and how its page is set. */
async function popupIn(language: string) {
  browser = await launchChromium({ language });
  const popup = await browser.openOwn('popup.html');
  const headline = popup.locator('h1');
  await popup.locator('.popup-foot').waitFor();
  const { lang, dir } = await popup.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
  }));
  return { words: (await headline.innerText()).trim(), lang, dir };
}

describe('the popup', () => {
  it.each([
    ['ja', { words: 'まだ接続されていません', lang: 'ja', dir: 'ltr' }],
    ['ar', { words: 'غير متصل بعد', lang: 'ar-u-nu-latn', dir: 'rtl' }],
    ['pt-BR', { words: 'Ainda não conectado', lang: 'pt-BR', dir: 'ltr' }],
    ['nl', { words: 'Not connected yet', lang: 'en-GB', dir: 'ltr' }],
  ])('in a browser that speaks %s', async (language, expected) => {
    expect(await popupIn(language)).toEqual(expected);
  });
});
