import type { Page } from 'playwright-core';
import type { World } from './world.ts';

/** A tab of the relay's console, signed in with a code as `npm start` prints one. */
export async function signIn(
  { relay, browser }: World,
  role: 'stakeholder' | 'liaison' | 'admin',
): Promise<Page> {
  const page = await browser.open(await relay.api.signInAddress(role));
  await page.waitForURL(`${relay.url}/console`);
  return page;
}
