import type { TestBrowser } from './chromium.ts';

/*
 * What banner frames tell the background passes every document of the extension, so the inert one hears it the moment it is
 * said; the receipt that follows waits up to 12 s for others to travel with.
 */

interface HearingWindow extends Window {
  claimed?: string[];
}

/** Begins to note which incidents banner frames claim to have displayed. */
export async function hearClaims(browser: TestBrowser): Promise<void> {
  await (
    await browser.probe()
  ).evaluate(() => {
    const claimed: string[] = [];
    (window as HearingWindow).claimed = claimed;
    chrome.runtime.onMessage.addListener((message: { type?: string; incidentId?: string }) => {
      if (message.type === 'banner_displayed' && message.incidentId) claimed.push(message.incidentId);
    });
  });
}

/** Ids of the incidents claimed so far. */
export async function claimsOf(browser: TestBrowser): Promise<string[]> {
  return (await browser.probe()).evaluate(() => (window as HearingWindow).claimed ?? []);
}
