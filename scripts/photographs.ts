import { mkdirSync } from 'node:fs';
import { launchChromium, pair } from '../test/e2e/support/chromium.ts';
import { startTestRelay } from '../test/e2e/support/relay.ts';
import { untilBadgeIs } from '../test/e2e/support/sights.ts';
import { buildExtension, buildWorker } from './builds.ts';
import { toolHosts } from './demo/organisation.ts';
import { seedDemo } from './demo/seed.ts';
import { serveToolPages, type ToolPages } from './demo/tool-pages.ts';
import { runMain } from './lib/refusal.ts';
import { photographScenes } from './photographs/scenes.ts';
import {
  imagesDir,
  photographBar,
  photographScreen,
  popup,
  type Screen,
  type Studio,
} from './photographs/studio.ts';

const languages = ['en-GB', 'de', 'ja', 'ar'];

/** Every page of the extension, by what it is called in the photograph's name. */
const screens: Record<string, Screen> = {
  popup: { ...popup, shows: '.card' },
  timeline: { ...popup, shows: '.card', press: '.updates > p > button' },
  settings: { path: 'options.html', width: 1000, height: 700, shows: '#quiet-hours' },
  diagnostics: { path: 'diagnostics.html', width: 1000, height: 700, shows: '#policy' },
  onboarding: { path: 'onboarding.html', width: 900, height: 700, shows: '.row' },
};

/**
 * `node scripts/photographs.ts`: every screen of the extension in light and dark, and what is not seen every day, in four
 * languages, one of them from the right.
 */
await runMain(async () => {
  await buildWorker();
  await buildExtension({ browser: 'chrome', toolHosts });
  mkdirSync(imagesDir, { recursive: true });
  const tools = await serveToolPages(0);
  try {
    for (const language of languages) await photographIn(language, tools);
  } finally {
    await tools.close();
  }
});

/** A relay of its own for each language, since the scenes leave nothing of the demo as it was. */
async function photographIn(language: string, tools: ToolPages): Promise<void> {
  const relay = await startTestRelay();
  try {
    await seedDemo(relay);
    const browser = await launchChromium({ language, viewport: { width: 1000, height: 320 } });
    try {
      await pair(browser, relay.url, relay.credentials.stakeholder);
      await untilBadgeIs(browser, '1');
      const studio = { language, browser, relay, tools };
      await photographEveryday({ ...studio, colorSchemes: ['light', 'dark'] });
      // In light alone, so that all of them together stay below 8 MB.
      await photographScenes({ ...studio, colorSchemes: ['light'] });
    } finally {
      await browser.close();
    }
  } finally {
    await relay.discard();
  }
}

async function photographEveryday(studio: Studio): Promise<void> {
  for (const [name, screen] of Object.entries(screens)) await photographScreen(studio, name, screen);
  await photographBar(studio, 'banner');
}
