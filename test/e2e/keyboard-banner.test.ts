import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VISIBLE_BEFORE_CLICK_MS } from '../../extension/banner/displayed.ts';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { checkoutIncident } from './support/catalogue.ts';
import { bannerFrames } from './support/chromium.ts';
import { focusedIn, tabTo } from './support/keyboard.ts';
import { untilBannerSays, untilUntouched } from './support/sights.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

/** A tool's page and the bar in it, for somebody who has no mouse. The bar is called by names, whatever its menu is made of. */
let world: World;
let crm: Page;
let incident: IncidentView;

beforeAll(async () => {
  world = await openWorld();
  crm = await world.openTool('crm');
  incident = await world.api.open(checkoutIncident());
  await untilBannerSays(crm, 'Checkout');
  await crm.bringToFront();
});
afterAll(() => world?.close());

function bar(): Frame {
  const [frame] = bannerFrames(crm);
  if (!frame) throw new Error('there is no bar');
  return frame;
}

/** The page sees the frame's host as what has the focus, and nothing of what is in it. */
const isFocusInBar = () => crm.evaluate(() => document.activeElement?.id === 'masthead-banner');

describe('by keyboard alone, the bar', () => {
  it('takes no focus when it comes: the first Tab is the page’s own', async () => {
    expect(await isFocusInBar()).toBe(false);
    await crm.keyboard.press('Tab');
    expect((await focusedIn(crm)).name).toBe('Save');
  });

  it('is reached by Tab after the page, and its details open', async () => {
    await tabTo(crm, 'Details', bar());
    expect(await isFocusInBar()).toBe(true);
    await crm.keyboard.press('Enter');
    const address = `${world.relay.url}/incidents/${incident.id}`;
    const details = await until('the details are open', () =>
      world.browser.context.pages().find((page) => page.url() === address),
    );
    await details.close();
    await crm.bringToFront();
  });

  it('has a menu that opens with the focus in it, and gives it back on Escape', async () => {
    await tabTo(crm, 'More choices', bar());
    await crm.keyboard.press('Enter');
    await until('a choice has the focus', async () =>
      (await focusedIn(bar())).name.startsWith('Until the next update'),
    );
    await crm.keyboard.press('Escape');
    await until(
      'the menu’s button has it again',
      async () => (await focusedIn(bar())).name === 'More choices',
    );
    expect(await bar().getByText('Hide in this tab').count()).toBe(0);
    expect(await isFocusInBar()).toBe(true);
  });

  it('is acknowledged, and leaves the page its focus', async () => {
    await tabTo(crm, 'Got it', bar());
    // The page was in the back while the details were open, and a bar that has just come into sight takes no "Got it".
    await pause(2 * VISIBLE_BEFORE_CLICK_MS);
    await crm.keyboard.press('Space');
    await untilUntouched(crm);
    await until(
      'the relay knows',
      async () => (await world.api.reach(incident.id)).stages.acknowledged === 1,
    );
    await tabTo(crm, 'Save');
  });

  it('is put off by a choice of its menu', async () => {
    await world.api.open(checkoutIncident({ title: 'Vouchers are refused' }));
    await untilBannerSays(crm, 'Checkout');
    await tabTo(crm, 'More choices', bar());
    await crm.keyboard.press('Space');
    await until('a choice has the focus', async () =>
      (await focusedIn(bar())).name.startsWith('Until the next update'),
    );
    await crm.keyboard.press('Enter');
    await untilUntouched(crm);
    expect(await world.browser.badge()).not.toBe('');
  });
});
