import { browser } from 'wxt/browser';
import { isFirefox } from '../data/build.ts';
import type { Changed } from '../data/messages.ts';

/** Tells every open page and frame of the extension to ask again. */
export async function tellPages(): Promise<void> {
  const changed: Changed = { type: 'changed' };
  // Firefox delivers a message for all to no frame in somebody else's page; what is sent to a tab reaches its frames.
  const tabs = isFirefox ? await browser.tabs.query({}) : [];
  // Rejected where no page is open and by tabs without a frame, which is the usual case.
  await Promise.allSettled([
    browser.runtime.sendMessage(changed),
    ...tabs.map(({ id }) => id !== undefined && browser.tabs.sendMessage(id, changed)),
  ]);
}
