import { browser } from 'wxt/browser';

/**
 * Opens the onboarding of a browser that nobody manages. On a device that the company has set up there is nothing to introduce,
 * and nothing for the person to do. A policy may be seconds late, and who has gone on working meanwhile is not interrupted: the
 * page then waits in a tab behind.
 */
export async function welcome(isManaged: () => Promise<boolean>): Promise<void> {
  const before = await tabInFront();
  if (await isManaged()) return;
  const isStillThere = (await tabInFront()) === before;
  await browser.tabs.create({ url: `${location.origin}/onboarding.html`, active: isStillThere });
}

async function tabInFront(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id;
}
