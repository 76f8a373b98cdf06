import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { checkoutIncident, saveCatalogue } from './support/catalogue.ts';
import { bannerText } from './support/chromium.ts';
import { startTestRelay } from './support/relay.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let incident: IncidentView;
let crm: Page;
let popup: Page;

beforeAll(async () => {
  const relay = await startTestRelay({ lateByMs: 34 * 60_000 });
  await saveCatalogue(relay.api);
  incident = await relay.api.open(checkoutIncident({ nextUpdateMinutes: 30 }));
  await relay.kill();
  await relay.restart();
  world = await openWorld({}, relay);
  popup = await world.browser.openOwn('popup.html');
  crm = await world.openTool('crm');
});
afterAll(() => world?.close());

describe('an incident whose next update was promised for four minutes ago', () => {
  // Minutes pass on a slow machine too.
  const overdue = /Next update overdue by [4-9] min\./;

  it('is overdue in popup and banner, while the relay vouches for all of it', async () => {
    const inPopup = await untilSaid(() => popup.locator('body').innerText(), overdue);
    expect(inPopup).toContain('Confirmed less than a minute ago');
    const inBanner = await untilSaid(() => bannerText(crm), overdue);
    expect(inBanner).toContain('Checkout is partly down');
  });

  it('is so no more once the liaison posts the update', async () => {
    await world.api.update(incident.id, { message: 'The fix is on its way.', nextUpdateMinutes: 20 });
    const inPopup = await untilSaid(() => popup.locator('body').innerText(), /Next update within 20 min\./);
    const inBanner = await untilSaid(() => bannerText(crm), /Next update within 20 min\./);
    expect(inPopup + inBanner).not.toContain('overdue');
  });
});

/** The whole text of a surface, as soon as it says this. */
async function untilSaid(read: () => Promise<string>, words: RegExp): Promise<string> {
  let text = '';
  await until(`a surface says ${words}`, async () => {
    text = await read();
    return words.test(text);
  });
  return text;
}
