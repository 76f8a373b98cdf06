import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { apiOf } from '../test/e2e/support/api.ts';
import { type BrowserOptions, launchChromium, pair, type TestBrowser } from '../test/e2e/support/chromium.ts';
import { untilBadgeIs, untilBannerSays, untilPageSays } from '../test/e2e/support/sights.ts';
import { buildExtension, buildWorker } from './builds.ts';
import { toolHosts } from './demo/organisation.ts';
import { seedDemo } from './demo/seed.ts';
import { serveToolPages, type ToolPages } from './demo/tool-pages.ts';
import { inProject } from './lib/project.ts';
import { runMain } from './lib/refusal.ts';
import { type Relay, startRelay } from './relay.ts';
import { openVirtualDisplay } from './screenshots/virtual-display.ts';

const imagesDir = inProject('docs/images');
const LIVE = 'Checkout is partly down';

/** `node scripts/screenshots.ts`: photographs of this build with the demo organisation, for the README. */
await runMain(async () => {
  await buildWorker();
  await buildExtension({ browser: 'chrome', toolHosts });
  mkdirSync(imagesDir, { recursive: true });
  const stateDir = mkdtempSync(join(tmpdir(), 'masthead-screenshots-'));
  const relay = await startRelay({ port: 0, stateDir });
  const tools = await serveToolPages(0);
  try {
    await seedDemo(relay);
    await photographPages(relay, tools);
    await photographToolbar(relay, tools);
  } finally {
    await tools.close();
    await relay.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
});

function keep(name: string, png: Buffer): void {
  writeFileSync(join(imagesDir, `${name}.png`), png);
  console.log(`docs/images/${name}.png  ${Math.round(png.length / 1024)} kB`);
}

async function withBrowser(
  relay: Relay,
  options: BrowserOptions,
  work: (browser: TestBrowser) => Promise<void>,
): Promise<void> {
  const browser = await launchChromium(options);
  try {
    await pair(browser, relay.url, relay.credentials.stakeholder);
    await untilBadgeIs(browser, '1');
    await work(browser);
  } finally {
    await browser.close();
  }
}

async function photographPages(relay: Relay, tools: ToolPages): Promise<void> {
  const options = { viewport: { width: 1180, height: 720 }, deviceScaleFactor: 2 };
  await withBrowser(relay, options, async (browser) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const crm = await browser.open(tools.urls.crm);
      await crm.emulateMedia({ colorScheme });
      await untilBannerSays(crm, LIVE);
      await untilStill(crm);
      keep(`banner-${colorScheme}`, await crm.screenshot());

      const popup = await openSized(browser, 'popup.html', 380, 560, colorScheme);
      await untilPageSays(popup, LIVE);
      keep(`popup-${colorScheme}`, await popup.screenshot());
    }
    for (const name of ['onboarding', 'options'] as const) {
      const page = await openSized(browser, `${name}.html`, 900, 700, 'light');
      await untilPageSays(page, name === 'options' ? 'Connected to' : 'Pin the button');
      keep(name, await page.screenshot({ fullPage: true }));
    }
    const signInAddress = await apiOf(relay.credentials).signInAddress('liaison');
    const console = await browser.open(signInAddress);
    await console.setViewportSize({ width: 900, height: 900 });
    await untilPageSays(console, LIVE);
    keep('console', await console.screenshot());
  });
}

/** Until nothing in the page or its frames moves any more. */
async function untilStill(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    await frame.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  }
}

async function openSized(
  browser: TestBrowser,
  path: string,
  width: number,
  height: number,
  colorScheme: 'light' | 'dark',
): Promise<Page> {
  const page = await browser.openOwn(path);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  return page;
}

/** Only a window with its frame around it shows the badge. */
async function photographToolbar(relay: Relay, tools: ToolPages): Promise<void> {
  const display = await openVirtualDisplay(1180, 720);
  const options = { display: display.name, viewport: null, isPinned: true };
  try {
    await withBrowser(relay, options, async (browser) => {
      const crm = await browser.open(tools.urls.crm);
      for (const page of browser.context.pages()) if (page !== crm) await page.close();
      await untilBannerSays(crm, LIVE);
      await untilStill(crm);
      keep('badge', display.photograph({ x: 640, y: 41, width: 540, height: 140 }));
    });
  } finally {
    display.close();
  }
}
