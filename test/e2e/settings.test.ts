import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutIncident, resolveAll } from './support/catalogue.ts';
import { bannerFrames, bannerText } from './support/chromium.ts';
import { untilBannerSays, untilPageSays, untilTabAt } from './support/sights.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
  for (const id of ['checkout', 'billing']) {
    await world.api.saveService({ id, name: id === 'checkout' ? 'Checkout' : 'Billing', group: 'Shop' });
  }
  page = await world.browser.openOwn('options.html');
  await untilPageSays(page, 'My services');
});
afterAll(() => world?.close());

const switchOf = (name: string) => page.getByRole('switch', { name });
const untilSaved = () => untilPageSays(page, 'Saved, on all your devices.');

/** What the relay holds of this person's choices. */
async function saved(): Promise<Record<string, unknown>> {
  const { url, stakeholder } = world.relay.credentials;
  const answer = await fetch(`${url}/api/v1/subscription`, {
    headers: { authorization: `Bearer ${stakeholder}` },
  });
  return ((await answer.json()) as { subscription: Record<string, unknown> }).subscription;
}

/** Goes on by Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(name: string, role: string | null = null): Promise<void> {
  await until(`the focus is on ${name}`, async () => {
    await page.keyboard.press('Tab');
    return page.evaluate(
      ({ name, role }) => {
        const { activeElement: one } = document;
        const label =
          one instanceof HTMLInputElement || one instanceof HTMLSelectElement ? one.labels?.[0] : null;
        const words = [one?.getAttribute('aria-label'), label?.textContent, one?.textContent];
        const isOfRole = role === null || one?.getAttribute('role') === role;
        return isOfRole && words.some((word) => word?.trim().startsWith(name));
      },
      { name, role },
    );
  });
}

describe('the settings, by keyboard alone', () => {
  it('begin with everything followed, and say so', async () => {
    expect(await page.getByRole('radio', { name: 'Everything' }).isChecked()).toBe(true);
    expect(await switchOf('Tell me of Search').getAttribute('aria-checked')).toBe('true');
  });

  it('follow a group, and with it a service that is added to it later', async () => {
    await page.locator('h1').click();
    await tabTo('Everything');
    await page.keyboard.press('ArrowDown');
    await untilPageSays(page, 'Until you have, you are still told of everything.');
    await tabTo('Follow the whole group Shop');
    await page.keyboard.press('Space');
    await untilSaved();
    expect(await saved()).toMatchObject({ groups: ['Shop'], services: [] });
    await world.api.saveService({ id: 'vouchers', name: 'Vouchers', group: 'Shop' });
    await until(
      'the new service is followed',
      async () => (await switchOf('Tell me of Vouchers').getAttribute('aria-checked')) === 'true',
    );
    expect(await switchOf('Tell me of Search').getAttribute('aria-checked')).toBe('false');
  });

  it('mute one service of the group', async () => {
    await tabTo('Tell me of Billing');
    await page.keyboard.press('Enter');
    await until('the relay knows', async () => JSON.stringify((await saved())['muted']) === '["billing"]');
    expect(await page.getByText('Muted', { exact: true }).count()).toBe(1);
  });

  it('choose the most urgent way to be told', async () => {
    await tabTo('Asking for');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await until('the relay knows', async () => (await saved())['most'] === 'full_bar');
  });

  it('switch quiet hours on and leave a day out', async () => {
    await tabTo('Quiet hours', 'switch');
    await page.keyboard.press('Space');
    await tabTo('Mon');
    await page.keyboard.press('Space');
    await until('the relay knows', async () => {
      const hours = (await saved())['quietHours'] as { days: number[] } | null;
      return hours?.days.join('') === '234567';
    });
    await tabTo('Quiet hours', 'switch');
    await page.keyboard.press('Space');
    await until('they are off again', async () => (await saved())['quietHours'] === null);
  });

  it('lose nothing while the relay is away, and keep it once it is back', async () => {
    await world.relay.kill();
    await switchOf('Tell me of Search').press('Space');
    await untilPageSays(page, 'Not saved: the relay does not answer.');
    await untilPageSays(page, 'reconnecting');
    await expectThePopupToLeadToDiagnostics();
    expect(await switchOf('Tell me of Search').getAttribute('aria-checked')).toBe('true');
    await world.relay.restart();
    await untilSaved();
    expect(await saved()).toMatchObject({ services: ['search'], muted: ['billing'], most: 'full_bar' });
  });
});

async function expectThePopupToLeadToDiagnostics(): Promise<void> {
  const popup = await world.browser.openOwn('popup.html');
  await popup.getByRole('button', { name: 'Diagnostics' }).press('Enter');
  const tab = await untilTabAt(
    world.browser,
    `chrome-extension://${world.browser.extensionId}/diagnostics.html`,
  );
  await untilPageSays(tab, 'Cut off from the relay, since');
  await tab.close();
  await popup.close();
}

describe('notifications', () => {
  it('are asked for by a button, and given back by another', async () => {
    // No test can answer the browser's own prompt.
    await page.evaluate(() => {
      let isAllowed = false;
      Object.assign(chrome.permissions, {
        contains: () => Promise.resolve(isAllowed),
        request: (asked: chrome.permissions.Permissions) => {
          isAllowed = asked.permissions?.join() === 'notifications';
          return Promise.resolve(isAllowed);
        },
        remove: () => {
          isAllowed = false;
          return Promise.resolve(true);
        },
      });
    });
    await page.getByRole('button', { name: 'Allow notifications' }).press('Enter');
    await untilPageSays(page, 'Notifications are allowed.');
    await page.getByRole('button', { name: 'Allow no longer' }).press('Enter');
    await until(
      'the button asks again',
      async () => (await page.getByRole('button', { name: 'Allow notifications' }).count()) === 1,
    );
  });
});

describe('a tool', () => {
  it('shows its bar where and whether this browser wants it', async () => {
    await world.api.open(checkoutIncident());
    const crm = await world.openTool('crm');
    await untilBannerSays(crm, 'Checkout');
    await page.getByLabel('Where the bar sits in crm').selectOption('At the top, over the page');
    await until('the bar is at the top', async () => {
      const frame = bannerFrames(crm)[0];
      const box = await (await frame?.frameElement())?.boundingBox();
      return box?.y === 0;
    });
    await switchOf('Bar in crm').press('Space');
    await until('the bar is gone', async () => (await bannerText(crm)) === '');
    await resolveAll(world.api);
    await crm.close();
  });
});

describe('the diagnostics', () => {
  let diagnostics: Page;

  beforeAll(async () => {
    await world.api.open(checkoutIncident({ title: 'Canary title', message: 'Canary text.' }));
    const crm = await world.openTool('crm');
    await crm.goto(world.tools.url('crm', '/canary-page'));
    await page.getByRole('link', { name: 'Open diagnostics' }).press('Enter');
    await page.waitForURL(/diagnostics\.html$/);
    diagnostics = page;
    await untilPageSays(diagnostics, 'Connected, since');
  });

  it('tell of the connection that was lost and came back', async () => {
    const history = diagnostics.getByRole('table').last();
    const states = await history.locator('tbody td:nth-child(2)').allInnerTexts();
    expect(states[0]).toBe('Connected');
    expect(states).toContain('Cut off from the relay');
    expect(states.at(-1)).toBe('Connecting');
  });

  it('are saved by keyboard, without a word of incidents, people and pages', async () => {
    const begun = diagnostics.waitForEvent('download');
    await diagnostics.getByRole('button', { name: 'Save as JSON' }).press('Enter');
    const download = await begun;
    expect(download.suggestedFilename()).toBe('masthead-diagnostics.json');
    const text = readFileSync(await download.path(), 'utf8');
    const report = JSON.parse(text) as { background: { connection: { link: string }; held: object } };
    expect(report.background.connection.link).toBe('current');
    expect(report.background.held).toMatchObject({ services: 4, tools: 3 });
    const { stakeholder } = world.relay.credentials;
    for (const secret of [
      stakeholder,
      'Canary',
      'canary-page',
      'crm.localhost',
      'Checkout',
      'search',
      'Shop',
    ]) {
      expect({ secret, isThere: text.includes(secret) }).toEqual({ secret, isThere: false });
    }
  });

  it('can be opened by no page of a tool', async () => {
    const crm = await world.openTool('crm');
    const address = `chrome-extension://${world.browser.extensionId}/diagnostics.html`;
    const outcome = await crm.evaluate(
      (src) =>
        fetch(src).then(
          () => 'read',
          () => 'refused',
        ),
      address,
    );
    expect(outcome).toBe('refused');
  });
});
