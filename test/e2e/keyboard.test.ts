import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutIncident, saveCatalogue } from './support/catalogue.ts';
import { storeBuild } from './support/builds.ts';
import { launchChromium, type TestBrowser } from './support/chromium.ts';
import { focusedIn, tabTo } from './support/keyboard.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';
import { untilPageSays } from './support/sights.ts';
import { until } from './support/until.ts';

/** Journeys of somebody who has no mouse, through pages that nobody has touched before. */
let relay: TestRelay;
let browser: TestBrowser;

beforeAll(async () => {
  relay = await startTestRelay();
  await saveCatalogue(relay.api);
  browser = await launchChromium({ build: storeBuild });
});
afterAll(async () => {
  await browser?.close();
  await relay?.discard();
});

const press = (page: Page, key: string) => page.keyboard.press(key);

describe('by keyboard alone', () => {
  let onboarding: Page;

  it('a token connects the browser in the settings, which let go of it again', async () => {
    const settings = await browser.openOwn('options.html');
    await untilPageSays(settings, 'Relay address');
    await tabTo(settings, 'Relay address');
    await press(settings, 'ControlOrMeta+A');
    await settings.keyboard.type(relay.url);
    await tabTo(settings, 'The relay gave me a token');
    await press(settings, 'Enter');
    await press(settings, 'Tab');
    expect((await focusedIn(settings)).name).toBe('Token');
    await settings.keyboard.type(relay.credentials.stakeholder);
    await press(settings, 'Enter');
    await untilPageSays(settings, `Connected to ${relay.url}`);
    await tabTo(settings, 'Disconnect this browser');
    await press(settings, 'Enter');
    await untilPageSays(settings, 'This browser is disconnected.');
    await settings.close();
  });

  it('the onboarding connects the browser, with one press there and one on the relay’s page', async () => {
    const signedIn = await browser.open(await relay.api.signInAddress('stakeholder'));
    await signedIn.waitForURL(`${relay.url}/`);
    await signedIn.close();
    onboarding = await browser.openOwn('onboarding.html');
    await untilPageSays(onboarding, 'not connected');
    await tabTo(onboarding, 'Relay address');
    await press(onboarding, 'ControlOrMeta+A');
    await onboarding.keyboard.type(relay.url);
    const opening = browser.context.waitForEvent('page', (page) => page.url().startsWith(relay.url));
    await press(onboarding, 'Enter');
    const page = await opening;
    await until('the keyboard is where the code stands', async () => {
      const { name } = await focusedIn(onboarding);
      return name === 'Confirm this browser on the relay’s page';
    });
    await untilPageSays(page, 'Connect this browser?');
    await tabTo(page, 'Connect');
    await press(page, 'Enter');
    await untilPageSays(onboarding, 'This browser is connected.');
    await page.close();
  });

  it('a tool is allowed in the onboarding, by its name', async () => {
    await onboarding.bringToFront();
    const asked = await answerPrompts(onboarding);
    await tabTo(onboarding, 'Allow in crm');
    await press(onboarding, 'Enter');
    await until('the browser was asked', async () => (await asked()).length > 0);
    expect(await asked()).toEqual(['http://crm.localhost/*']);
    await onboarding.close();
  });

  it('the diagnostics are copied', async () => {
    await relay.api.open(checkoutIncident());
    const page = await browser.openOwn('diagnostics.html');
    await untilPageSays(page, 'Connected, since');
    await tabTo(page, 'Copy');
    await press(page, 'Enter');
    await untilPageSays(page, 'Copied.');
    // What was copied is pasted into a field that the page does not have otherwise.
    await page.evaluate(() => document.body.appendChild(document.createElement('textarea')).focus());
    await press(page, 'ControlOrMeta+V');
    const pasted = await page.locator('textarea').inputValue();
    expect(JSON.parse(pasted)).toMatchObject({ background: { connection: { link: 'current' } } });
    await page.close();
  });

  it('the diagnostics are saved', async () => {
    const page = await browser.openOwn('diagnostics.html');
    await untilPageSays(page, 'Connected, since');
    const begun = page.waitForEvent('download');
    await tabTo(page, 'Save as JSON');
    await press(page, 'Space');
    expect((await begun).suggestedFilename()).toBe('masthead-diagnostics.json');
    await page.close();
  });
});

/** No test can answer the browser's own prompt: says yes in its place, and hands back what was asked for. */
async function answerPrompts(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    Object.assign(chrome.permissions, {
      request: ({ origins = [] }: chrome.permissions.Permissions) => {
        asked.push(...origins);
        return Promise.resolve(true);
      },
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}
