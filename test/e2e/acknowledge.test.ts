import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { checkoutIncident } from './support/catalogue.ts';
import { bannerFrames, heldRevision, launchChromium, pair, type TestBrowser } from './support/chromium.ts';
import { isUntouched, untilBannerSays, untilUntouched } from './support/sights.ts';
import { until, watch } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let crm: Page, desk: Page;
let other: TestBrowser, elsewhere: Page;
let incident: IncidentView;

beforeAll(async () => {
  world = await openWorld();
  crm = await world.openTool('crm');
  desk = await world.openTool('desk');
  other = await launchChromium();
  await pair(other, world.relay.url, world.relay.credentials.stakeholder);
  elsewhere = await other.open(world.tools.url('crm'));
});
afterAll(async () => {
  await other?.close();
  await world?.close();
});

describe('"Got it"', () => {
  beforeEach(async () => {
    if (incident) await world.api.update(incident.id, { phase: 'resolved', message: 'Over.' });
    incident = await world.api.open(checkoutIncident());
    await untilBannerSays(crm, 'Checkout');
    await untilBannerSays(desk, 'Checkout');
    await untilBannerSays(elsewhere, 'Checkout');
    await clickGotIt(crm);
  });

  it('in one tab clears every other tab, tells the relay, and leaves the incident on the badge', async () => {
    await untilUntouched(crm);
    await untilUntouched(desk);
    await until(
      'the relay knows',
      async () => (await world.api.reach(incident.id)).stages.acknowledged === 1,
    );
    expect(await world.browser.badge()).toBe('1');
  });

  it('clears the other browser of the same person, and leaves the incident on its badge', async () => {
    await untilUntouched(elsewhere);
    expect(await other.badge()).toBe('1');
  });

  it('holds through a correction of the wording', async () => {
    await untilUntouched(desk);
    await world.api.update(incident.id, { message: 'Every second card payment fails (typo fixed).' });
    await until(
      'the browser holds the correction',
      async () => (await heldRevision(world.browser, incident.id)) === 2,
    );
    const untouched = await watch(() => isUntouched(crm), 1_000);
    expect(untouched).not.toContain(false);
    expect(await isUntouched(desk)).toBe(true);
  });

  it('ends when the incident gets worse', async () => {
    await untilUntouched(desk);
    await world.api.update(incident.id, {
      message: 'Now nobody can pay.',
      services: [{ id: 'checkout', impact: 'major_outage' }],
    });
    for (const page of [crm, desk, elsewhere]) {
      await untilBannerSays(page, 'Checkout is down');
    }
  });
});

/** As a person does: the tab in front, a look at the bar, a click. A click too soon after it appeared does not count. */
async function clickGotIt(page: Page): Promise<void> {
  await page.bringToFront();
  await until('a click on "Got it" counts', async () => {
    const [frame] = bannerFrames(page);
    if (!frame) return true;
    await frame.getByRole('button', { name: 'Got it' }).click({ timeout: 1_000 });
    return bannerFrames(page).length === 0;
  });
}
