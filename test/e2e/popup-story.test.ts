import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { violations } from './support/axe.ts';
import { checkoutIncident } from './support/catalogue.ts';
import { isUntouched, untilBannerSays, untilPageSays, untilUntouched } from './support/sights.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let popup: Page;
let incident: IncidentView;

const untilPopupSays = (words: string) => untilPageSays(popup, words);
const focused = () => popup.evaluate(() => document.activeElement?.textContent ?? '');
const untilFocused = (words: string) =>
  until(`"${words}" has the focus`, async () => (await focused()).includes(words));

/** A person who follows Checkout, and an incident there with a story; another one goes on elsewhere. */
beforeAll(async () => {
  world = await openWorld();
  await world.api.follow('checkout');
  const { id } = await world.api.open(
    checkoutIncident({
      customerMessage: 'Some card payments fail.',
      links: [{ label: 'Bridge', url: 'https://meet.example.com/checkout', kind: 'bridge' }],
    }),
  );
  incident = await world.api.update(id, {
    message: 'It is worse than we thought.',
    phase: 'identified',
    services: [{ id: 'checkout', impact: 'major_outage' }],
    workaround: 'Take orders by invoice.',
  });
  await world.api.open(
    checkoutIncident({ title: 'Search lags', services: [{ id: 'search', impact: 'partial_outage' }] }),
  );
  popup = await world.browser.openOwn('popup.html');
  await popup.setViewportSize({ width: 380, height: 560 });
  await untilPopupSays('1 incident on your services');
});
afterAll(() => world?.close());

describe('the popup of a person who follows one service', () => {
  it('lists what goes on elsewhere after it, in brief', async () => {
    await untilPopupSays('Also going on');
    expect(await popup.getByRole('heading').allInnerTexts()).toEqual([
      '1 incident on your services',
      expect.stringContaining('Checkout is down'),
      'Also going on',
      expect.stringContaining('Search is partly down'),
    ]);
  });

  it('can be gone through by keyboard alone: everything in its order, in sight, and marked', async () => {
    await popup.locator('h1').focus();
    const journey: string[] = [];
    for (let step = 0; step < 30; step++) {
      await popup.keyboard.press('Tab');
      const place = await popup.evaluate(() => {
        const at = document.activeElement;
        if (!(at instanceof HTMLElement) || at === document.body) return null;
        const { x, y, width, height } = at.getBoundingClientRect();
        const top = document.elementFromPoint(x + width / 2, y + height / 2);
        return {
          name: at.innerText.split('\n')[0] ?? '',
          isInSight: at.contains(top),
          isMarked: getComputedStyle(at).outlineStyle !== 'none',
        };
      });
      if (!place) break;
      expect(place).toMatchObject({ isInSight: true, isMarked: true });
      journey.push(place.name);
    }
    expect(journey).toEqual([
      'Show all 2 updates',
      'Copy',
      'Bridge',
      'I am affected',
      'Customers are asking',
      'Not affected',
      'Snooze until next update',
      'Details',
      'Got it',
      'Show more',
      'Status page',
      'Settings',
    ]);
  });

  it('leaves Escape to the browser, which closes a popup by it', async () => {
    expect(
      await popup.evaluate(() => {
        const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
        return (document.activeElement ?? document.body).dispatchEvent(escape);
      }),
    ).toBe(true);
  });
});

describe('all updates', () => {
  it('unfold by keyboard: what changed, and whether the promise was kept', async () => {
    await popup.getByRole('button', { name: 'Show all 2 updates' }).press('Enter');
    await untilPopupSays('Checkout is worse: down instead of partly down');
    await untilPopupSays('The last update came in time.');
    await untilPopupSays('Every second card payment fails.');
    expect(await focused()).toBe('Show the latest only');
  });

  it('stay unfolded when another one comes', async () => {
    await world.api.update(incident.id, { message: 'We are switching over.' });
    await untilPopupSays('We are switching over.');
    await untilPopupSays('2 of 2 updates came in time.');
  });
});

describe('what it means for the person', () => {
  const pressed = () => popup.locator('[aria-pressed="true"]').allInnerTexts();

  it('reaches the liaison with one press, and can be changed', async () => {
    await popup.getByRole('button', { name: 'I am affected' }).press('Enter');
    await untilPopupSays('The people who write the updates see this.');
    expect(await pressed()).toEqual(['I am affected']);
    await popup.getByRole('button', { name: 'Customers are asking' }).press('Space');
    await until('the liaison sees the last word alone', async () => {
      const { signals } = await world.api.reach(incident.id);
      return signals.customersAsking === 1 && signals.affected === 0;
    });
    expect(await pressed()).toEqual(['Customers are asking']);
    expect(await focused()).toBe('Customers are asking');
  });

  it('is still there when the popup is opened again', async () => {
    await popup.reload();
    await until('it is chosen', async () => (await pressed()).join() === 'Customers are asking');
  });
});

describe('the bar of an incident', () => {
  it('is put off from the popup in all tabs, and shown again', async () => {
    const crm = await world.openTool('crm');
    await untilBannerSays(crm, 'Checkout is down');
    await popup.bringToFront();
    await popup.getByRole('button', { name: 'Snooze until next update' }).press('Enter');
    await untilUntouched(crm);
    await untilPopupSays('Its bar comes back with the next update.');
    expect(await focused()).toBe('Show its bar again');
    await popup.keyboard.press('Enter');
    await untilBannerSays(crm, 'Checkout is down');
    await untilFocused('Snooze until next update');
    await crm.close();
  });

  it('is shown again after a "Got it" too', async () => {
    const crm = await world.openTool('crm');
    await untilBannerSays(crm, 'Checkout is down');
    await popup.bringToFront();
    await popup.getByRole('button', { name: 'Got it' }).first().press('Enter');
    await untilUntouched(crm);
    await popup.getByRole('button', { name: 'Show its bar again' }).press('Enter');
    await untilBannerSays(crm, 'Checkout is down');
    expect(await isUntouched(crm)).toBe(false);
    await crm.close();
  });
});

describe('no rule of accessibility is broken', () => {
  it.each([
    ['in light', { colorScheme: 'light' }, 1],
    ['in dark', { colorScheme: 'dark' }, 1],
    ['in forced colours', { forcedColors: 'active' }, 1],
    ['at 200 %', { colorScheme: 'light' }, 2],
  ] as const)('%s, with all updates and a signal', async (_name, media, zoom) => {
    await popup.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
    await popup.evaluate((zoom) => {
      document.documentElement.style.zoom = `${zoom}`;
    }, zoom);
    const showAll = popup.getByRole('button', { name: /Show all \d updates/ });
    if (await showAll.isVisible()) await showAll.click();
    await untilPopupSays('updates came in time.');
    expect(await violations(popup)).toEqual([]);
  });
});

describe('the keyboard keeps its place', () => {
  const about = () =>
    popup.evaluate(
      () => document.activeElement?.closest('[data-about]')?.querySelector('strong')?.textContent,
    );

  it('when the incident that it stands on becomes the graver one and moves up', async () => {
    const { id } = await world.api.open(
      checkoutIncident({ title: 'Receipts are missing', severity: 'sev4' }),
    );
    await untilPopupSays('2 incidents on your services');
    await popup.reload();
    await untilPopupSays('2 incidents on your services');
    await popup.getByRole('button', { name: 'Show more' }).nth(1).focus();
    expect(await about()).toBe('Checkout is partly down');
    await world.api.update(id, {
      message: 'Nothing works.',
      severity: 'sev1',
      services: [{ id: 'checkout', impact: 'major_outage' }],
    });
    await until('it has moved up', async () =>
      (await popup.getByRole('article').first().innerText()).includes('Nothing works.'),
    );
    expect(await focused()).toBe('Show more');
    expect(await popup.evaluate(() => document.activeElement?.closest('article')?.textContent)).toContain(
      'Nothing works.',
    );
    await world.api.update(id, { phase: 'resolved', message: 'Over.' });
    await untilPopupSays('1 incident on your services');
  });

  it('when the incident that it stands on ends', async () => {
    await popup.getByRole('button', { name: 'Customers are asking' }).focus();
    await world.api.update(incident.id, { phase: 'resolved', message: 'All is well.' });
    await untilPopupSays('No incidents on your services');
    expect(await focused()).toBe('Details');
    expect(await about()).toBe('Checkout works again');
  });
});
