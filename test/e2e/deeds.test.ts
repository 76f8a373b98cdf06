import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deed } from '../../extension/background/commands.ts';
import { checkoutIncident, resolveAll } from './support/catalogue.ts';
import { bannerFrames } from './support/chromium.ts';
import { untilBadgeIs, untilBannerSays, untilUntouched } from './support/sights.ts';
import { until } from './support/until.ts';
import { fire, overhear } from './support/worker-events.ts';
import { openWorld, type World } from './support/world.ts';

/*
 * What is asked for by key or in the menu of the toolbar button. Neither can be pressed without a window: the browser's own
 * events are fired instead.
 */

let world: World;
let crm: Page;
beforeAll(async () => {
  world = await openWorld();
  crm = await world.openTool('crm');
});
afterAll(() => world?.close());

describe('the keys', () => {
  it('are given by the browser, all four, so that none is taken by itself or by another', async () => {
    const probe = await world.browser.probe();
    const commands = await probe.evaluate(() => chrome.commands.getAll());
    expect(new Set(commands.map(({ name }) => name))).toEqual(
      new Set(['_execute_action', 'acknowledge_latest', 'open_incident', 'toggle_banner']),
    );
    expect(commands.map(({ shortcut }) => shortcut)).not.toContain('');
  });

  it('put the bar off and bring it back, show what nobody has met, and then say "Got it"', async () => {
    const incident = await world.api.open(checkoutIncident());
    await untilBannerSays(crm, 'Checkout');
    await press('toggle_banner');
    await untilUntouched(crm);
    await press('toggle_banner');
    await untilBannerSays(crm, 'Checkout');
    await press('acknowledge_latest');
    await untilMet(incident.id);
    await press('acknowledge_latest');
    await untilUntouched(crm);
    await until(
      'the relay knows',
      async () => (await world.api.reach(incident.id)).stages.acknowledged === 1,
    );
    await resolveAll(world.api);
    await untilBadgeIs(world.browser, '');
  });
});

describe('a test incident', () => {
  it('is on the badge and in the bar of a tool, and goes with "Got it"; the relay hears nothing of it', async () => {
    const said = await overhear(world.browser);
    await choose('show_test');
    await untilBadgeIs(world.browser, '1');
    await untilBannerSays(crm, 'Test – this is what an incident looks like');
    await crm.bringToFront();
    await until('a click on "Got it" counts', async () => {
      const [frame] = bannerFrames(crm);
      if (!frame) return true;
      await frame.getByRole('button', { name: 'Got it' }).click({ timeout: 1_000 });
      return false;
    });
    await untilUntouched(crm);
    await untilBadgeIs(world.browser, '');
    // Receipts go in one queue: once a later one is out, one of the test would be as well.
    const incident = await world.api.open(checkoutIncident());
    await untilBadgeIs(world.browser, '1');
    await press('acknowledge_latest');
    await untilMet(incident.id);
    await press('acknowledge_latest');
    await until('a receipt is sent', async () => (await said()).join().includes(incident.id));
    const kept = await (await world.browser.probe()).evaluate(() => chrome.storage.local.get());
    expect([...(await said()), JSON.stringify(kept)].join()).not.toContain('test_incident');
  });
});

/** In the popup, or in a tab where the browser opens no popup for a key. */
async function untilMet(id: string): Promise<void> {
  const probe = await world.browser.probe();
  await until(`${id} was met here`, async () => {
    const { notifications } = await probe.evaluate(() => chrome.storage.local.get('notifications'));
    const { met } = notifications as { met: Record<string, number> };
    if (id in met) return true;
    throw new Error(`met so far: ${Object.keys(met).join(', ')}; badge: ${await world.browser.badge()}`);
  });
}

const press = (command: Deed) => fire(world.browser, 'commands.onCommand', command);
const choose = (item: Deed) => fire(world.browser, 'contextMenus.onClicked', { menuItemId: item });
