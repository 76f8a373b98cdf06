import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkoutIncident, resolveAll } from './support/catalogue.ts';
import { bannerText, foreignElements, linkOf } from './support/chromium.ts';
import { untilBadgeIs, untilBannerSays, untilPageSays, untilUntouched } from './support/sights.ts';
import { reloadExtension, stopWorkers } from './support/worker-life.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let crm: Page;

beforeAll(async () => {
  world = await openWorld();
  crm = await world.openTool('crm');
});
afterAll(() => world?.close());

beforeEach(async () => {
  await resolveAll(world.api);
  await untilBadgeIs(world.browser, '');
  await untilUntouched(crm);
});

describe('the background worker', () => {
  it('knows what it missed as soon as anything wakes it after it was stopped', async () => {
    const { id } = await world.api.open(checkoutIncident());
    await untilBannerSays(crm, 'Checkout is partly down');
    await stopWorkers(world.browser);
    await world.api.update(id, {
      message: 'Nobody can pay.',
      services: [{ id: 'checkout', impact: 'major_outage' }],
    });
    await world.api.open(
      checkoutIncident({ title: 'Another', services: [{ id: 'search', impact: 'partial_outage' }] }),
    );

    const wiki = await world.openTool('wiki');

    await untilBadgeIs(world.browser, '2');
    await untilBannerSays(crm, 'Checkout is down');
    await untilBannerSays(wiki, 'Search is partly down');
  });

  it('shows no twin of a banner after the extension was reloaded', async () => {
    await world.api.open(checkoutIncident());
    await untilBannerSays(crm, 'Checkout is partly down');
    const before = await foreignElements(crm);
    expect(before).toBe(1);

    await reloadExtension(world.browser);

    await until('it is current again', async () => (await linkOf(world.browser)) === 'current');
    await untilBadgeIs(world.browser, '1');
    await untilBannerSays(crm, 'Checkout is partly down');
    expect(await foreignElements(crm)).toBe(1);
  });
});

describe('a browser that is cut off', () => {
  it('keeps what it knew, marked as not confirmed, and is right again when the relay is back', async () => {
    const { id } = await world.api.open(checkoutIncident());
    await untilBannerSays(crm, 'Checkout is partly down');
    await world.relay.kill();
    const seen: string[] = [];
    await until('the badge says that it is cut off', async () => {
      seen.push(await world.browser.badge());
      return seen.at(-1) === '1?';
    });
    expect(seen).not.toContain('');
    expect(await bannerText(crm)).toContain('Checkout is partly down');

    await world.relay.restart();
    await world.api.update(id, { phase: 'resolved', message: 'Fixed.' });

    await untilBadgeIs(world.browser, '', 60_000);
    await untilUntouched(crm);
  });

  it('says so on the badge, in the banner and in the popup, and never that all is well', async () => {
    await world.relay.kill();
    await untilBadgeIs(world.browser, '?', 30_000);
    const popup = await world.browser.openOwn('popup.html');
    await untilPageSays(popup, 'Not confirmed since');
    const text = await popup.locator('body').innerText();
    expect(text).toContain('Status unknown');
    expect(text).not.toContain('No incidents now');
  });
});
