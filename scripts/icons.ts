import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureBrowser } from './browser.ts';

/*
 * Draws the toolbar icons: `node scripts/icons.ts`. A window with the strip along its top and the light on it; active,
 * the strip is larger and lit; unknown, there is only a question mark. The pictures are committed.
 */

type Form = 'quiet' | 'active' | 'unknown';

const sizes = [16, 24, 32, 48, 128] as const;
// Middle tones, at least 3:1 against white, light grey and dark toolbars alike.
const colours: Record<Form, { frame: string; strip: string }> = {
  quiet: { frame: '#5f7fd6', strip: '#5f7fd6' },
  active: { frame: '#5f7fd6', strip: '#e0621b' },
  unknown: { frame: '#7d8594', strip: '#7d8594' },
};

const target = fileURLToPath(new URL('../extension/public/icon/', import.meta.url));
await mkdir(target, { recursive: true });
const browser = await chromium.launch({
  executablePath: (await ensureBrowser()).path,
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const form of ['quiet', 'active', 'unknown'] as const) {
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>*{margin:0}svg{display:block}</style>${drawing(form, size)}`);
    await writeFile(`${target}${form}-${size}.png`, await page.screenshot({ omitBackground: true }));
  }
}
await browser.close();

/** On a grid of 16, so that the smallest size has whole pixels. */
function drawing(form: Form, size: number): string {
  const { frame, strip } = colours[form];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 16 16">
    ${form === 'unknown' ? question(frame) : windowWith(form === 'active' ? 7 : 5, frame, strip)}
  </svg>`;
}

/** A window with the strip along its top, and the light on the strip. */
function windowWith(height: number, frame: string, strip: string): string {
  const middle = 1 + height / 2;
  return `<rect x="2" y="2" width="12" height="12" rx="2" fill="none" stroke="${frame}" stroke-width="2"/>
    <path d="M1 ${1 + height}V4a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v${height - 3}z" fill="${strip}"/>
    <circle cx="4.5" cy="${middle}" r="1.5" fill="#ffffff"/>`;
}

function question(frame: string): string {
  return `<rect x="1" y="1" width="14" height="14" rx="3" fill="${frame}"/>
    <path d="M5.5 6.2a2.5 2.2 0 1 1 3.7 2c-.8.5-1.2.8-1.2 1.8" fill="none" stroke="#ffffff" stroke-width="2"/>
    <rect x="7" y="11.5" width="2" height="2" fill="#ffffff"/>`;
}
