import { type Browser, browser } from 'wxt/browser';
import type { BannerPorts } from './banners.ts';

const SCRIPT_ID = 'banner-host';
const SCRIPT_FILE = 'banner-host.js';
const FINDER_FILE = 'banner-spot.js';

/** The browser's scripting, tabs and permissions behind `BannerPorts`. */
export const browserBanners: BannerPorts = {
  isAllowed: (patterns) => browser.permissions.contains({ origins: [...patterns] }),
  async registeredPatterns() {
    const [script] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
    return script?.matches ?? null;
  },
  async register(patterns, before) {
    if (patterns.length === 0) {
      if (before !== null) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
      return;
    }
    const script: Browser.scripting.RegisteredContentScript = {
      id: SCRIPT_ID,
      matches: [...patterns],
      js: [SCRIPT_FILE],
      runAt: 'document_start',
      // A browser that was closed over the incident's end must not come back with the script.
      persistAcrossSessions: false,
    };
    await (before !== null
      ? browser.scripting.updateContentScripts([script])
      : browser.scripting.registerContentScripts([script]));
  },
  findTabs: async (patterns) => idsOf(await browser.tabs.query({ url: [...patterns] })),
  allTabs: async () => idsOf(await browser.tabs.query({})),
  inject: (tabId) => inject(tabId, SCRIPT_FILE),
  async tell(tabId, message) {
    // Most tabs have no host to hear it.
    await browser.tabs.sendMessage(tabId, message).catch(() => {});
  },
};

/** Puts what finds a spot for the host beside it in its tab. Where it is already, this changes nothing. */
export function loadSpotFinder(tabId: number): Promise<void> {
  return inject(tabId, FINDER_FILE);
}

async function inject(tabId: number, file: string): Promise<void> {
  // Pages of the browser itself, error pages and tabs that have just closed refuse: nothing is to be shown there.
  await browser.scripting
    .executeScript({ target: { tabId }, files: [`/${file}`], injectImmediately: true })
    .catch(() => {});
}

function idsOf(tabs: readonly Browser.tabs.Tab[]): number[] {
  return tabs.flatMap((tab) => tab.id ?? []);
}
