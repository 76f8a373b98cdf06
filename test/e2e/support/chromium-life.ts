import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { bannerText, foreignElements } from './chromium.ts';
import type { Life } from './life-turn.ts';
import type { World } from './world.ts';
import { reloadExtension, stopWorkers } from './worker-life.ts';

/** Chromium switches off an extension that reloads itself again and again within ten seconds of the last time. */
const RELOADS_APART_MS = 10_500;

/** How a background in Chromium is ended. */
export type Ending = 'kill' | 'reload';

/** The life of the background in a world's browser, with a tool and the popup in open tabs. */
export async function openChromiumLife(world: World, ending: Ending): Promise<Life> {
  const { browser } = world;
  const crm = await world.openTool('crm');
  let popup: Page | null = null;
  let reloadedAtMs = -Infinity;
  return {
    toolId: 'crm',
    losesBadge: ending === 'reload',
    end: async () => {
      if (ending === 'kill') return stopWorkers(browser);
      await pause(Math.max(0, reloadedAtMs + RELOADS_APART_MS - performance.now()));
      await reloadExtension(browser);
      reloadedAtMs = performance.now();
    },
    look: async () => {
      // The browser closes the extension's own tabs when it reloads it.
      if (!popup || popup.isClosed()) popup = await browser.openOwn('popup.html');
      const [badge, popupText, bar, strangers] = await Promise.all([
        browser.badge(),
        popup.locator('body').innerText(),
        bannerText(crm),
        foreignElements(crm),
      ]);
      if (strangers > 1) throw new Error(`${strangers} elements in the tool are not its own`);
      return { badge, popup: popupText, bar };
    },
  };
}
