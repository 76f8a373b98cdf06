import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureBrowser } from '../../scripts/browser.ts';
import { askToConnect } from './support/asking-browser.ts';
import { violations } from './support/axe.ts';
import { quiet } from './support/chromium.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';

let relay: TestRelay;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  relay = await startTestRelay();
  browser = await chromium.launch({ executablePath: (await ensureBrowser()).path, args: quiet });
});
afterAll(async () => {
  await browser?.close();
  await relay?.discard();
});
afterEach(() => context?.close());

async function newPage(javaScriptEnabled = true): Promise<Page> {
  context = await browser.newContext({ javaScriptEnabled, viewport: { width: 900, height: 640 } });
  return context.newPage();
}

/** The code of a person's sign-in address. */
async function signInCode(): Promise<string> {
  return (await relay.api.signInAddress('stakeholder')).split('#')[1] ?? '';
}

const heading = (page: Page, text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();

describe('the page where a browser is connected', () => {
  it('brings whoever follows the link through the sign-in to one question, and the code into no address', async () => {
    const { codes, poll } = await askToConnect(relay.url, 'Chrome on Windows');
    const page = await newPage();
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url(), request.headers()['referer'] ?? ''));
    await page.goto(codes.verification_uri_complete);
    await page.waitForURL('**/sign-in?to=/device');
    await page.getByLabel('Sign-in code').fill(await signInCode());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await heading(page, 'Connect this browser?');
    expect(await page.locator('.user-code').innerText()).toBe(codes.user_code);
    expect(await page.locator('main').innerText()).toContain('Chrome on Windows');
    expect(await poll()).toMatchObject({ error: 'authorization_pending' });
    await page.getByRole('button', { name: 'Connect' }).click();
    await heading(page, 'Connected');
    // The address that was typed in by the link is asked for without its fragment.
    const sent = addresses.filter((address) => !address.startsWith(`${codes.verification_uri}#`));
    expect(sent.join(' ')).not.toContain(codes.user_code);
    expect(page.url()).toBe(`${relay.url}/device`);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('works without a script', async () => {
    const { codes, poll } = await askToConnect(relay.url, 'Firefox on Linux');
    const page = await newPage(false);
    await page.goto(codes.verification_uri);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Sign-in code').fill(await signInCode());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Code').fill(codes.user_code.toLowerCase());
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Connect' }).click();
    await heading(page, 'Connected');
    expect(await poll()).toMatchObject({ token_type: 'DPoP' });
    await page.getByRole('link', { name: 'All your browsers' }).click();
    await page.getByRole('button', { name: 'Disconnect Firefox on Linux' }).click();
    await heading(page, 'Your browsers');
    await page.getByText('No longer connected').waitFor();
  });

  it.each(['light', 'dark', 'forced colours', '320 pixels'] as const)(
    'breaks no rule of accessibility at any step in %s',
    async (look) => {
      const { codes, poll } = await askToConnect(relay.url, 'Chrome on macOS');
      const page = await newPage();
      if (look === '320 pixels') await page.setViewportSize({ width: 320, height: 600 });
      await page.emulateMedia({
        colorScheme: look === 'dark' ? 'dark' : 'light',
        forcedColors: look === 'forced colours' ? 'active' : 'none',
      });
      const isFine = async (text: string) => {
        await heading(page, text);
        expect(await violations(page)).toEqual([]);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over).toBeLessThanOrEqual(0);
      };
      await page.goto(codes.verification_uri);
      await isFine('Connect a browser');
      await page.goto(await relay.api.signInAddress('stakeholder'));
      await page.waitForURL(`${relay.url}/`);
      await page.goto(codes.verification_uri);
      await page.getByLabel('Code').fill('BCDF-BCDF');
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.locator('.fault').waitFor();
      await isFine('Connect a browser');
      await page.getByLabel('Code').fill(codes.user_code);
      await page.getByRole('button', { name: 'Go on' }).click();
      await isFine('Connect this browser?');
      await page.getByRole('button', { name: 'Connect' }).click();
      await isFine('Connected');
      expect(await poll()).toMatchObject({ token_type: 'DPoP' });
      await page.goto(`${relay.url}/devices`);
      await isFine('Your browsers');
      const denied = await askToConnect(relay.url, 'Edge on Windows');
      await page.goto(denied.codes.verification_uri_complete);
      await page.getByRole('button', { name: 'Deny' }).click();
      await isFine('Denied');
      expect(await denied.poll()).toMatchObject({ error: 'access_denied' });
    },
  );
});
