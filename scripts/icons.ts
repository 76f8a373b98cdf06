import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { ensureBrowser } from './browser.ts';
import { colours, drawing, type Form } from './icons/drawing.ts';
import { inProject } from './lib/project.ts';

/*
 * Draws the toolbar icons and the stores' pictures: `node scripts/icons.ts`. The pictures are committed.
 */
const icons = inProject('extension/public/icon');
const storeImages = inProject('docs/store/images');

/** So that 14 units of drawing become 96 of 128 pixels: the Chrome Web Store wants 16 free pixels on each side. */
const STORE_MARGIN = 4 / 3;

mkdirSync(icons, { recursive: true });
mkdirSync(storeImages, { recursive: true });
const browser = await chromium.launch({
  executablePath: (await ensureBrowser()).path,
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const form of ['quiet', 'active', 'unknown'] satisfies Form[]) {
  for (const size of [16, 24, 32, 48]) {
    await photograph(page, join(icons, `${form}-${size}.png`), drawing(form, size), [size, size]);
  }
  const padded = drawing(form, 128, STORE_MARGIN);
  await photograph(page, join(icons, `${form}-128.png`), padded, [128, 128]);
}
const logo = drawing('quiet', 300, STORE_MARGIN);
await photograph(page, join(storeImages, 'logo-300.png'), logo, [300, 300]);
await photograph(page, join(storeImages, 'tile-440x280.png'), tile(), [440, 280]);
await browser.close();

async function photograph(
  page: Page,
  file: string,
  svg: string,
  [width, height]: [number, number],
): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.setContent(`<style>*{margin:0}svg{display:block}</style>${svg}`);
  writeFileSync(file, await page.screenshot({ omitBackground: true }));
}

/**
 * The promotional tile: a tool's window with the banner across its top, and no words, since it is shown in every language.
 * It fills its area, as the store asks.
 */
function tile(): string {
  const row = (y: number, width: number) =>
    `<rect x="92" y="${y}" width="${width}" height="12" rx="6" fill="#c9d4f2"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="440" height="280" viewBox="0 0 440 280">
    <rect width="440" height="280" fill="#2f4a94"/>
    <rect x="64" y="44" width="312" height="260" rx="16" fill="#ffffff"/>
    ${row(158, 200)}${row(188, 256)}${row(218, 160)}${row(248, 228)}
    <rect x="40" y="62" width="360" height="72" rx="16" fill="${colours.live}"/>
    <circle cx="82" cy="98" r="16" fill="#ffffff"/>
    <rect x="116" y="84" width="176" height="12" rx="6" fill="#ffffff"/>
    <rect x="116" y="104" width="112" height="10" rx="5" fill="#ffffff" opacity="0.75"/>
    <rect x="316" y="82" width="60" height="32" rx="8" fill="#ffffff"/>
    <path d="M334 98l8 8 16-16" fill="none" stroke="${colours.live}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
  </svg>`;
}
