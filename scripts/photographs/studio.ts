import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { bannerFrames, type TestBrowser } from '../../test/e2e/support/chromium.ts';
import type { TestRelay } from '../../test/e2e/support/relay.ts';
import { until } from '../../test/e2e/support/until.ts';
import type { ToolPages } from '../demo/tool-pages.ts';
import { inProject } from '../lib/project.ts';

/** Where the photographs are kept. */
export const imagesDir = inProject('docs/images/screens');

/** What is photographed in one language: a browser that speaks it, with a relay of its own. */
export interface Studio {
  readonly language: string;
  readonly browser: TestBrowser;
  readonly relay: TestRelay;
  readonly tools: ToolPages;
  /** Each photograph is taken in each of these. */
  readonly colorSchemes: readonly ('light' | 'dark')[];
}

/** A page of the extension as it is photographed. */
export interface Screen {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** Stands on the page once it shows what it is for. */
  readonly shows: string;
  /** Pressed before the photograph. */
  readonly press?: string;
}

/** The size in which the popup opens. */
export const popup = { path: 'popup.html', width: 380, height: 560, shows: '.popup-body' } as const;

/** Photographs a page of the extension, all of it where it is no popup. */
export async function photographScreen(studio: Studio, name: string, screen: Screen): Promise<void> {
  for (const colorScheme of studio.colorSchemes) {
    const page = await studio.browser.openOwn(screen.path);
    await page.setViewportSize({ width: screen.width, height: screen.height });
    await page.emulateMedia({ colorScheme });
    await page.locator(screen.shows).first().waitFor();
    if (screen.press) await page.locator(screen.press).first().click();
    await keep(`${name}-${studio.language}-${colorScheme}`, page, screen.path !== popup.path);
  }
}

/** Photographs the CRM with the bar in it. `press` names a control of the bar that is pressed before. */
export async function photographBar(
  studio: Studio,
  name: string,
  { shows = '.bar', press = '' } = {},
): Promise<void> {
  for (const colorScheme of studio.colorSchemes) {
    const crm = await studio.browser.open(studio.tools.urls.crm);
    await crm.emulateMedia({ colorScheme });
    const frame = await until('the bar is there', () => bannerFrames(crm)[0]);
    await frame.locator(shows).first().waitFor();
    if (press) await frame.locator(press).first().click();
    await keep(`${name}-${studio.language}-${colorScheme}`, crm, false);
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
