import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { violations } from './support/axe.ts';
import { checkoutIncident } from './support/catalogue.ts';
import { bannerFrames } from './support/chromium.ts';
import { signIn } from './support/console.ts';
import { untilBannerSays } from './support/sights.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let incident: IncidentView;

beforeAll(async () => {
  world = await openWorld();
  incident = await world.api.open(
    checkoutIncident({
      workaround: 'Ask for another card.',
      customerMessage: 'Some card payments fail. We are on it.',
      links: [{ label: 'Bridge', url: 'https://meet.example.com/checkout', kind: 'bridge' }],
    }),
  );
  const in2Hours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  await world.api.schedule({
    title: 'Database upgrade',
    message: 'Billing is read-only.',
    services: ['billing'],
    startsAt: in2Hours(1),
    endsAt: in2Hours(2),
  });
  const over = await world.api.open(
    checkoutIncident({ title: 'Search lags', services: [{ id: 'search', impact: 'partial_outage' }] }),
  );
  await world.api.update(over.id, { phase: 'resolved', message: 'Over.' });
});
afterAll(() => world?.close());

const surfaces: Record<string, () => Promise<Page>> = {
  popup: () => world.browser.openOwn('popup.html'),
  options: () => world.browser.openOwn('options.html'),
  onboarding: () => world.browser.openOwn('onboarding.html'),
  console: () => signIn(world, 'liaison'),
  'incident page': () => world.browser.open(`${world.relay.url}/incidents/${incident.id}`),
};

describe.each(['light', 'dark'] as const)('in %s, no rule of accessibility is broken by', (colorScheme) => {
  it.each(Object.keys(surfaces))('the %s', async (name) => {
    const page = await surfaces[name]?.();
    if (!page) throw new Error(`no surface ${name}`);
    await page.emulateMedia({ colorScheme });
    await until('it shows its content', async () => (await page.locator('h1').count()) > 0);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('the banner', async () => {
    const crm = await world.openTool('crm');
    await crm.emulateMedia({ colorScheme });
    await untilBannerSays(crm, 'Checkout');
    const [frame] = bannerFrames(crm);
    if (!frame) throw new Error('the banner went away');
    // The frame is a part of the tool's page, which has a main landmark and a first heading of its own.
    const ofWholePages = ['landmark-one-main', 'page-has-heading-one'];
    expect(await violations(frame, ofWholePages)).toEqual([]);
    await crm.close();
  });
});
