import { browser } from 'wxt/browser';

/** The least that `idle` accepts is 15 s; a person who reads moves nothing for longer than that. */
const IDLE_AFTER_SECONDS = 60;

/** Whether somebody could be looking at this tab: it is its window's active one, that window has the focus, nobody is away. */
export async function canBeSeen(tabId: number): Promise<boolean> {
  try {
    const tab = await browser.tabs.get(tabId);
    if (!tab.active) return false;
    const window = await browser.windows.get(tab.windowId);
    return window.focused && (await browser.idle.queryState(IDLE_AFTER_SECONDS)) === 'active';
  } catch {
    // The tab closed meanwhile.
    return false;
  }
}
