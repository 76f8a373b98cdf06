import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutIncident } from './support/catalogue.ts';
import { untilPageSays } from './support/sights.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let popup: Page;

const untilPopupSays = (words: string) => untilPageSays(popup, words);

beforeAll(async () => {
  world = await openWorld();
  popup = await world.browser.openOwn('popup.html');
});
afterAll(() => world?.close());

describe('the popup', () => {
  it('claims that there is no incident only while the relay vouches for it', async () => {
    await untilPopupSays('No incidents now');
    await untilPopupSays('Confirmed less than a minute ago');
  });

  it('shows what is affected, how badly, where it stands, the latest update, the promise and the links', async () => {
    await world.api.open(
      checkoutIncident({
        phase: 'identified',
        links: [
          { label: 'Bridge', url: 'https://meet.example.com/checkout', kind: 'bridge' },
          { label: 'Relay health', url: `${world.relay.url}/healthz`, kind: 'other' },
        ],
      }),
    );
    await untilPopupSays('1 incident now');
    await untilPopupSays('Checkout is partly down');
    await untilPopupSays('cause found');
    await untilPopupSays('Every second card payment fails.');
    await untilPopupSays('Next update within 30 min.');
    await until(
      'the link is there',
      async () => (await popup.locator('a[href="https://meet.example.com/checkout"]').count()) === 1,
    );
  });

  it('opens the page of an incident in a new tab, and tells the relay that it was opened', async () => {
    const [incident] = (await world.api.state()).incidents;
    const opened = world.browser.context.waitForEvent('page');
    await popup.getByRole('button', { name: 'Details' }).first().click();
    const tab = await opened;
    await tab.waitForURL(`${world.relay.url}/incidents/${incident?.id}`);
    await until(
      'the relay knows',
      async () => (await world.api.reach(incident?.id ?? '')).stages.opened === 1,
      20_000,
    );
    await tab.close();
  });

  it('opens a link of an incident in a new tab', async () => {
    const opened = world.browser.context.waitForEvent('page');
    await popup.getByRole('link', { name: /Relay health/ }).click();
    const tab = await opened;
    await untilPageSays(tab, '"ok"');
    expect(tab.url()).toBe(`${world.relay.url}/healthz`);
    await tab.close();
  });

  it('shows what is planned, and what was over today', async () => {
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    const endsAt = new Date(Date.now() + 7_200_000).toISOString();
    await world.api.schedule({
      title: 'Database upgrade',
      message: 'Billing is read-only.',
      services: ['billing'],
      startsAt,
      endsAt,
    });
    await untilPopupSays('Database upgrade');
    for (const { id } of (await world.api.state()).incidents) {
      await world.api.update(id, { phase: 'resolved', message: 'Fixed for good.' });
    }
    await untilPopupSays('No incidents now');
    await untilPopupSays('Over today');
    await untilPopupSays('Checkout works again');
  });

  it('holds no link that leads anywhere but to where the incident says', async () => {
    const addresses = await popup
      .locator('a[href]')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    expect(addresses.filter((href) => !/^https?:/.test(href ?? ''))).toEqual([]);
  });
});
