import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MESSAGE_MAX } from '../../shared/model/update.ts';
import { TITLE_MAX } from '../../shared/model/incident.ts';
import { checkoutIncident, resolveAll } from './support/catalogue.ts';
import { untilPageSays, untilTabAt } from './support/sights.ts';
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
    await popup.getByRole('button', { name: 'Details' }).first().click();
    const tab = await untilTabAt(world.browser, `${world.relay.url}/incidents/${incident?.id}`);
    await until(
      'the relay knows',
      async () => (await world.api.reach(incident?.id ?? '')).stages.opened === 1,
      20_000,
    );
    await tab.close();
  });

  it('opens a link of an incident in a new tab', async () => {
    await popup.getByRole('link', { name: /Relay health/ }).click();
    const tab = await untilTabAt(world.browser, `${world.relay.url}/healthz`);
    await untilPageSays(tab, '"ok"');
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

describe('"Got it" in the popup', () => {
  beforeAll(() => popup.setViewportSize({ width: 380, height: 560 }));

  it('is in sight however much the incident has to say', async () => {
    const longest = (max: number) => 'Cards fail. '.repeat(max).slice(0, max - 1) + '.';
    await world.api.open(
      checkoutIncident({
        title: longest(TITLE_MAX),
        message: longest(MESSAGE_MAX),
        workaround: longest(MESSAGE_MAX),
        customerMessage: longest(MESSAGE_MAX),
        services: ['checkout', 'search', 'billing'].map((id) => ({ id, impact: 'partial_outage' })),
        links: Array.from({ length: 20 }, (_, i) => ({
          label: longest(80),
          url: `https://meet.example.com/${i}`,
          kind: 'bridge',
        })),
      }),
    );
    await untilPopupSays('are partly down');
    const gotIt = popup.getByRole('button', { name: 'Got it' });
    expect(await isInSight(gotIt)).toBe(true);
    const folds = await popup.getByRole('button', { name: /Show (more|less)/ }).all();
    expect(folds).toHaveLength(3);
    for (const fold of folds) await fold.press('Enter');
    expect(await isInSight(gotIt)).toBe(true);
  });

  it('is in sight for each of three incidents, which unfold by keyboard', async () => {
    await resolveAll(world.api);
    for (const id of ['checkout', 'search', 'billing']) {
      await world.api.open(
        checkoutIncident({
          services: [{ id, impact: 'partial_outage' }],
          customerMessage: `We are looking into ${id}.`,
        }),
      );
    }
    await popup.reload();
    await untilPopupSays('3 incidents now');
    const gotIts = popup.getByRole('button', { name: 'Got it' });
    expect(await Promise.all((await gotIts.all()).map(isInSight))).toEqual([true, true, true]);

    const ids = await popup
      .locator('article[data-about]')
      .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-about') ?? ''));
    const opened = async () => Promise.all(ids.map(async (id) => (await world.api.reach(id)).stages.opened));
    const fold = popup.getByRole('button', { name: 'Show more' }).first();
    await fold.press('Enter');
    await untilPopupSays('We are looking into');
    // What stays folded was not read. The third one was for as long as it was alone.
    await until('the relay knows', async () => (await opened())[0] === 1, 20_000);
    expect((await opened()).slice(0, 2)).toEqual([1, 0]);
    expect(await popup.evaluate(() => document.activeElement?.textContent)).toBe('Show less');
    expect(await isInSight(gotIts.first())).toBe(true);
  });

  it('never stands there without the words that it answers', async () => {
    const cards = popup.getByRole('article').filter({ has: popup.getByRole('button', { name: 'Got it' }) });
    expect(await cards.count()).toBe(3);
    for (let height = 560; height > 300; height -= 20) {
      await popup.locator('.popup').evaluate((element, px) => {
        element.style.maxHeight = `${px}px`;
      }, height);
      for (const card of await cards.all()) {
        const canAnswer = await isInSight(card.getByRole('button', { name: 'Got it' }));
        expect({ height, isBlind: canAnswer && !(await isInSight(card.getByRole('heading'))) }).toEqual({
          height,
          isBlind: false,
        });
      }
    }
  });

  it('says that it was said, and stays with its incident', async () => {
    await popup.getByRole('button', { name: 'Got it' }).first().click();
    await untilPopupSays('You said got it');
    expect(await popup.getByRole('button', { name: 'Got it' }).count()).toBe(3);
    expect(await popup.locator('button.strong').count()).toBe(2);
  });
});

/** True where its middle can be seen without scrolling, and nothing lies over it. */
async function isInSight(thing: Locator): Promise<boolean> {
  return thing.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });
}
