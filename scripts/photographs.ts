import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { bannerFrames, launchChromium, pair, type TestBrowser } from '../test/e2e/support/chromium.ts';
import { untilBadgeIs } from '../test/e2e/support/sights.ts';
import { until } from '../test/e2e/support/until.ts';
import { buildExtension, buildWorker } from './builds.ts';
import { toolHosts } from './demo/organisation.ts';
import { seedDemo } from './demo/seed.ts';
import { serveToolPages, type ToolPages } from './demo/tool-pages.ts';
import { inProject } from './lib/project.ts';
import { runMain } from './lib/refusal.ts';
import { startRelay } from './relay.ts';

const imagesDir = inProject('docs/images/screens');
const languages = ['en-GB', 'de', 'ja', 'ar'];

interface Screen {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** Stands on the page once it shows what it is for. */
  readonly shows: string;
  /** Pressed before the photograph. */
  readonly press?: string;
}

/** Every page of the extension, by what it is called in the photograph's name. */
const screens: Record<string, Screen> = {
  popup: { path: 'popup.html', width: 380, height: 560, shows: '.card' },
  timeline: { path: 'popup.html', width: 380, height: 560, shows: '.card', press: '.updates > p > button' },
  settings: { path: 'options.html', width: 1000, height: 700, shows: '#quiet-hours' },
  diagnostics: { path: 'diagnostics.html', width: 1000, height: 700, shows: '#policy' },
  onboarding: { path: 'onboarding.html', width: 900, height: 700, shows: '.row' },
};

/** `node scripts/photographs.ts`: every screen of the extension in light and dark, in four languages, one of them from the right. */
await runMain(async () => {
  await buildWorker();
  await buildExtension({ browser: 'chrome', toolHosts });
  mkdirSync(imagesDir, { recursive: true });
  const stateDir = mkdtempSync(join(tmpdir(), 'masthead-photographs-'));
  const relay = await startRelay({ port: 0, stateDir });
  const tools = await serveToolPages(0);
  try {
    await seedDemo(relay);
    for (const language of languages) {
      const browser = await launchChromium({ language, viewport: { width: 1000, height: 320 } });
      try {
        await pair(browser, relay.url, relay.credentials.stakeholder);
        await untilBadgeIs(browser, '1');
        await photograph(browser, tools, language);
      } finally {
        await browser.close();
      }
    }
  } finally {
    await tools.close();
    await relay.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
});

async function photograph(browser: TestBrowser, tools: ToolPages, language: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, screen] of Object.entries(screens)) {
      const page = await browser.openOwn(screen.path);
      await page.setViewportSize({ width: screen.width, height: screen.height });
      await page.emulateMedia({ colorScheme });
      await page.locator(screen.shows).first().waitFor();
      if (screen.press) await page.locator(screen.press).first().click();
      await keep(`${name}-${language}-${colorScheme}`, page, screen.path !== 'popup.html');
    }
    const crm = await browser.open(tools.urls.crm);
    await crm.emulateMedia({ colorScheme });
    const frame = await until('the banner is there', async () => bannerFrames(crm)[0]);
    await frame.locator('.bar').waitFor();
    await keep(`banner-${language}-${colorScheme}`, crm, false);
  }
}

async function keep(name: string, page: Page, isWhole: boolean): Promise<void> {
  for (const frame of page.frames()) {
    await frame.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  }
  const png = await page.screenshot({ fullPage: isWhole });
  writeFileSync(join(imagesDir, `${name}.png`), png);
  console.log(`docs/images/screens/${name}.png  ${Math.round(png.length / 1024)} kB`);
  await page.close();
}
