import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { checkoutIncident, saveCatalogue } from './support/catalogue.ts';
import {
  firefoxBadge,
  firefoxBannerText,
  launchFirefox,
  pairFirefox,
  type TestFirefox,
  textOf,
} from './support/firefox.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';
import { serveToolPages, type ToolPages } from './support/tool-pages.ts';
import { until } from './support/until.ts';

let relay: TestRelay;
let tools: ToolPages;
let firefox: TestFirefox;
let crm: Page, wiki: Page, popup: Page;
let incident: IncidentView;

beforeAll(async () => {
  relay = await startTestRelay();
  await saveCatalogue(relay.api);
  tools = await serveToolPages();
  firefox = await launchFirefox();
  await pairFirefox(firefox, relay);
  crm = await firefox.open(tools.url('crm'));
  wiki = await firefox.open(tools.url('wiki'));
  popup = await firefox.openOwn('popup.html');
});
afterAll(async () => {
  await firefox?.close();
  await tools?.close();
  await relay?.discard();
});

const badge = () => firefoxBadge(popup);
const untilPopupSays = (words: string) =>
  until(`the popup says "${words}"`, async () => (await textOf(popup)).includes(words));
const untilBannerSays = (words: string) =>
  until(
    `the banner says "${words}"`,
    async () => (await firefoxBannerText(crm)).includes(words),
    // It asks by itself every 15 s: what takes longer than this was not told to it.
    10_000,
  );

describe('in Firefox', () => {
  it('an incident is on the badge, in the popup and in the banner of the tool it affects', async () => {
    incident = await relay.api.open(checkoutIncident());

    await until('the badge counts it', async () => (await badge()) === '1');
    await untilPopupSays('Checkout is partly down');
    await untilPopupSays('Every second card payment fails.');
    await untilBannerSays('Checkout is partly down');
    expect(await firefoxBannerText(wiki)).toBe('');
  });

  it('its words follow each update', async () => {
    await relay.api.update(incident.id, {
      message: 'Nobody can pay.',
      services: [{ id: 'checkout', impact: 'major_outage' }],
    });
    await untilPopupSays('Checkout is down');
    await untilBannerSays('Checkout is down');
  });

  it('nothing of it is left in the page when it is resolved', async () => {
    await relay.api.update(incident.id, { phase: 'resolved', message: 'Fixed.' });
    await until('the badge is empty', async () => (await badge()) === '');
    await until('the page is as it was', () =>
      crm.evaluate(() => document.querySelectorAll('*:not([data-own])').length === 0),
    );
    await untilPopupSays('Checkout works again');
  });
});
