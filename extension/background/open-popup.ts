import { browser } from 'wxt/browser';

/** Opens the popup; false where the browser cannot, or does not without a click: no window in front, an older browser. */
export async function openPopup(): Promise<boolean> {
  try {
    const button = browser.action ?? browser.browserAction;
    if (button.openPopup === undefined) return false;
    await button.openPopup();
    return true;
  } catch {
    return false;
  }
}
