import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { checkoutIncident, resolveAll } from './support/catalogue.ts';
import { isUntouched, untilBadgeIs, untilBannerSays, untilUntouched } from './support/sights.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let crm: Page, desk: Page, wiki: Page, other: Page;
let incident: IncidentView;

beforeAll(async () => {
  world = await openWorld();
  crm = await world.openTool('crm');
  desk = await world.openTool('desk');
  wiki = await world.openTool('wiki');
  other = await world.openTool('other');
});
afterAll(() => world?.close());

beforeEach(async () => {
  incident = await world.api.open(checkoutIncident());
});
afterEach(async () => {
  await resolveAll(world.api);
  await untilBadgeIs(world.browser, '');
  for (const page of [crm, desk, wiki, other]) await untilUntouched(page);
});

describe('an incident that is published', () => {
  it('is on the badge and in the banner of every open tool that it affects, and nowhere else', async () => {
    await untilBadgeIs(world.browser, '1');
    await untilBannerSays(crm, 'Checkout is partly down');
    await untilBannerSays(desk, 'Checkout is partly down');

    expect(await isUntouched(wiki)).toBe(true);
    expect(await isUntouched(other)).toBe(true);
  });

  it('is in the banner of a tool that is opened afterwards', async () => {
    await untilBannerSays(crm, 'Checkout is partly down');
    const later = await world.openTool('crm');
    await untilBannerSays(later, 'Checkout is partly down');
    await later.close();
  });

  it('says how long the promise of the next update has to go', async () => {
    await untilBannerSays(crm, 'Next update within 30 min.');
  });

  it('changes its words in every tab with each update, and reaches the tools of services it spreads to', async () => {
    await untilBannerSays(crm, 'Checkout is partly down');

    await world.api.update(incident.id, {
      message: 'Now nobody can pay, and search is slow.',
      services: [
        { id: 'checkout', impact: 'major_outage' },
        { id: 'search', impact: 'degraded_performance' },
      ],
    });

    await untilBannerSays(crm, 'Checkout is down, Search is slow or faulty');
    await untilBannerSays(desk, 'Checkout is down, Search is slow or faulty');
    await untilBannerSays(wiki, 'Checkout is down, Search is slow or faulty');
    expect(await isUntouched(other)).toBe(true);
  });

  it('puts a mark before the number for a new sev1 alone', async () => {
    await untilBadgeIs(world.browser, '1');
    await world.api.update(incident.id, { message: 'Graver than thought.', severity: 'sev1' });
    await untilBadgeIs(world.browser, '!1');
  });

  it('leaves no script, no frame and no element behind when it is resolved', async () => {
    await untilBannerSays(crm, 'Checkout is partly down');
    await untilBannerSays(desk, 'Checkout is partly down');
    expect(await world.browser.registeredScripts()).not.toEqual([]);

    await world.api.update(incident.id, { phase: 'resolved', message: 'Fixed.' });

    await untilBadgeIs(world.browser, '');
    for (const page of [crm, desk, wiki, other]) await untilUntouched(page);
    expect(await world.browser.registeredScripts()).toEqual([]);
  });
});
