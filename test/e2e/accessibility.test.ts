import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { violations } from './support/axe.ts';
import { checkoutIncident } from './support/catalogue.ts';
import { bannerFrames, launchChromium, pair, type TestBrowser } from './support/chromium.ts';
import { signIn } from './support/console.ts';
import { untilBannerSays, untilPageSays } from './support/sights.ts';
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
  await world.api.saveService({ id: 'checkout', name: 'Checkout', group: 'Shop' });
  await chooseSomething();
  const over = await world.api.open(
    checkoutIncident({ title: 'Search lags', services: [{ id: 'search', impact: 'partial_outage' }] }),
  );
  await world.api.update(over.id, { phase: 'resolved', message: 'Over.' });
});
afterAll(() => world?.close());

/** Quiet hours that are not now, whenever the tests are run: in them no banner would come. */
function quietLater() {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { from: at(10), until: at(14), days: [1, 2, 3], timeZone: 'Etc/UTC' };
}

/** So that the settings have all of their controls. */
async function chooseSomething(): Promise<void> {
  const { url, stakeholder } = world.relay.credentials;
  const subscription = { services: ['search'], groups: ['Shop'], muted: [], quietHours: quietLater() };
  const answer = await fetch(`${url}/api/v1/subscription`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${stakeholder}`, 'content-type': 'application/json' },
    body: JSON.stringify(subscription),
  });
  expect(answer.status).toBe(200);
}

describe('in 320 pixels', () => {
  let german: TestBrowser;
  beforeAll(async () => {
    german = await launchChromium({ language: 'de' });
    const { url, credentials } = world.relay;
    await pair(german, url, credentials.stakeholder);
  });
  afterAll(() => german?.close());

  it.each([
    ['en', 'options', 'Time zone'],
    ['en', 'diagnostics', 'Connection history'],
    ['de', 'options', 'Zeitzone'],
    ['de', 'diagnostics', 'Verbindungsverlauf'],
  ])('nobody who reads %s has to scroll the %s to the side', async (language, name, words) => {
    const page = await (language === 'de' ? german : world.browser).openOwn(`${name}.html`);
    await page.setViewportSize({ width: 320, height: 600 });
    await untilPageSays(page, words);
    // Beside a bar to scroll by, there are fewer than 320 to be had.
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await page.close();
  });
});

const surfaces: Record<string, () => Promise<Page>> = {
  popup: () => world.browser.openOwn('popup.html'),
  options: () => world.browser.openOwn('options.html'),
  diagnostics: () => world.browser.openOwn('diagnostics.html'),
  onboarding: () => world.browser.openOwn('onboarding.html'),
  console: () => signIn(world, 'liaison'),
  'incident page': () => world.browser.open(`${world.relay.url}/incidents/${incident.id}`),
};

type Look = 'light' | 'dark' | 'forced colours' | '200 % zoom';

/** A zoom of 200 % leaves a window of 1,280 pixels half as many. */
async function look(page: Page, look: Look): Promise<void> {
  if (look === '200 % zoom') await page.setViewportSize({ width: 640, height: 400 });
  await page.emulateMedia({
    colorScheme: look === 'dark' ? 'dark' : 'light',
    forcedColors: look === 'forced colours' ? 'active' : 'none',
  });
}

describe.each<Look>(['light', 'dark', 'forced colours', '200 % zoom'])(
  'in %s, no rule of accessibility is broken by',
  (how) => {
    it.each(Object.keys(surfaces))('the %s', async (name) => {
      const page = await surfaces[name]?.();
      if (!page) throw new Error(`no surface ${name}`);
      await look(page, how);
      await until('it shows its content', async () => (await page.locator('h1').count()) > 0);
      if (name === 'options') await untilPageSays(page, 'Time zone');
      if (name === 'diagnostics') await untilPageSays(page, 'Connection history');
      expect(await violations(page)).toEqual([]);
      await page.close();
    });

    it('the banner', async () => {
      const crm = await world.openTool('crm');
      await look(crm, how);
      await untilBannerSays(crm, 'Checkout');
      const [frame] = bannerFrames(crm);
      if (!frame) throw new Error('the banner went away');
      // The frame is a part of the tool's page, which has a main landmark and a first heading of its own.
      const ofWholePages = ['landmark-one-main', 'page-has-heading-one'];
      expect(await violations(frame, ofWholePages)).toEqual([]);
      await crm.close();
    });
  },
);
