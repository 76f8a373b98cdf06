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

  it('the onboarding leads to the settings, where the browser is connected', async () => {
    onboarding = await browser.openOwn('onboarding.html');
    await untilPageSays(onboarding, 'not connected');
    await tabTo(onboarding, 'Open settings');
    await press(onboarding, 'Enter');
    // The welcome page of a new extension may open in the same moment.
    const settings = await until('the settings are open', () =>
      browser.context.pages().find((page) => page.url().endsWith('/options.html')),
    );
    await untilPageSays(settings, 'Relay address');
    await tabTo(settings, 'Relay address');
    await press(settings, 'ControlOrMeta+A');
    await settings.keyboard.type(relay.url);
    await press(settings, 'Tab');
    expect((await focusedIn(settings)).name).toBe('Token');
    await settings.keyboard.type(relay.credentials.stakeholder);
    await press(settings, 'Enter');
    await untilPageSays(settings, `Connected to ${relay.url}`);
    await settings.close();
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
