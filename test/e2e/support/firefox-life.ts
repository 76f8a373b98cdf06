import type { Page } from 'puppeteer-core';
import { firefoxBadge, firefoxBannerText, textOf } from './firefox.ts';
import type { FirefoxWorld } from './firefox-world.ts';
import type { Life } from './life-turn.ts';
import { until } from './until.ts';

interface AddOnPage {
  readonly browser: {
    readonly runtime: { reload(): void };
    readonly extension: { getBackgroundPage(): (Window & { isOfTheLastLife?: boolean }) | null };
  };
}

/**
 * The life of the background page in Firefox, with a tool and the popup in open tabs. MV2's page does not end by itself, so it is
 * ended by turns as a page is, by loading it anew under the open popup, and with the whole add-on, as an update does it.
 */
export async function openFirefoxLife({ firefox, tools }: FirefoxWorld): Promise<Life> {
  const crm = await firefox.open(tools.url('crm'));
  let popup: Page | null = await firefox.openOwn('popup.html');
  let isPageNext = true;
  return {
    toolId: 'crm',
    losesBadge: true,
    end: async () => {
      popup ??= await firefox.openOwn('popup.html');
      if (isPageNext) {
        await popup.evaluate(restartPage);
      } else {
        const last = popup;
        popup = null;
        await last.evaluate(reloadAddOn);
        // Firefox closes the add-on's own tabs with the add-on, and says so in no other way.
        await until('the add-on is gone', () => last.evaluate(() => false).catch(() => true));
      }
      isPageNext = !isPageNext;
    },
    look: async () => {
      popup ??= await firefox.openOwn('popup.html');
      if (await popup.evaluate(isOfTheLastLife)) throw new Error('the background has not ended yet');
      const [badge, popupText, bar] = await Promise.all([
        firefoxBadge(popup),
        textOf(popup),
        firefoxBannerText(crm),
      ]);
      return { badge, popup: popupText, bar };
    },
  };
}

function restartPage(): void {
  const background = (globalThis as unknown as AddOnPage).browser.extension.getBackgroundPage();
  if (!background) throw new Error('there is no background page');
  background.isOfTheLastLife = true;
  background.location.reload();
}

function isOfTheLastLife(): boolean {
  const { browser } = globalThis as unknown as AddOnPage;
  return browser.extension.getBackgroundPage()?.isOfTheLastLife ?? false;
}

/** In a turn of its own, so that this call is answered before its page is closed. */
function reloadAddOn(): void {
  setTimeout(() => (globalThis as unknown as AddOnPage).browser.runtime.reload());
}
