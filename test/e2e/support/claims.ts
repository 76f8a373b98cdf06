import type { TestBrowser } from './chromium.ts';

/*
 * What banner frames tell the background passes every document of the extension, so the inert one hears it the moment it is
 * said; the receipt that follows waits up to 12 s for others to travel with.
 */

interface HearingWindow extends Window {
  claimed?: string[];
}

/** Begins to note what banner frames claim to have displayed. */
export async function hearClaims(browser: TestBrowser): Promise<void> {
  await (
    await browser.probe()
  ).evaluate(() => {
    const claimed: string[] = [];
    (window as HearingWindow).claimed = claimed;
    chrome.runtime.onMessage.addListener(
      (message: { type?: string; incidentId?: string; revision?: number }) => {
        if (message.type === 'banner_displayed') claimed.push(`${message.incidentId} ${message.revision}`);
      },
    );
  });
}

/** What was claimed so far: each time an incident's id and the revision. */
export async function claimsOf(browser: TestBrowser): Promise<string[]> {
  return (await browser.probe()).evaluate(() => (window as HearingWindow).claimed ?? []);
}
