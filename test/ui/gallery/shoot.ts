import { mkdir } from 'node:fs/promises';
import { chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../../../scripts/browser.ts';
import { settingsSamples } from './settings-samples.ts';
import { scenes } from './scenes.ts';
import { serveGallery } from './server.ts';

/*
 * Photographs the gallery: `node test/ui/gallery/shoot.ts DIR [word of a file name] [language]`. Nothing is compared; it is for looking.
 */

interface Shot {
  readonly name: string;
  readonly query: string;
  readonly width: number;
  readonly height?: number;
  readonly look?: 'light' | 'dark' | 'forced' | 'forced-dark';
  readonly zoom?: number;
  /** Selector of a button that is pressed before. */
  readonly press?: string | undefined;
}

const looks = ['light', 'dark'] as const;
const popups = Object.keys(scenes).flatMap((sample): Shot[] =>
  looks.map((look) => ({
    name: `popup-${sample}-${look}`,
    query: `surface=popup&sample=${sample}`,
    width: 380,
    look,
  })),
);
/** Samples with something for the bar. */
const barred = ['one', 'three', 'sev1', 'long', 'missing', 'overdue', 'stale', 'german', 'rtl', 'calm'];
const banners = barred.flatMap((sample): Shot[] =>
  ['', 'menu'].flatMap((menu) => {
    const rest = { press: menu ? 'button.icon' : undefined };
    const query = `surface=banner&sample=${sample}${sample === 'rtl' ? '&dir=rtl' : ''}`;
    const name = `banner-${menu && `${menu}-`}${sample}`;
    return [
      ...[1_100, 640, 480, 320].map((width): Shot => ({
        name: `${name}-${width}`,
        query,
        width,
        height: 56,
        look: width === 640 ? 'dark' : 'light',
        ...rest,
      })),
      { name: `${name}-pill`, query: `${query}&pill`, width: 376, height: 44, ...rest },
    ];
  }),
);
const settings = [
  ...Object.keys(settingsSamples).map((sample) => ({
    name: sample,
    query: `surface=options&sample=${sample}`,
  })),
  { name: 'settings-old-relay', query: 'surface=options&sample=three' },
  { name: 'diagnostics', query: 'surface=diagnostics' },
  { name: 'diagnostics-silent', query: 'surface=diagnostics&silent' },
  ...['waiting', 'ended'].flatMap((sample) => [
    ...['ar', 'de'].map((language) => ({
      name: `pairing-${sample}-in-${language}`,
      query: `surface=options&sample=pairing-${sample}&language=${language}`,
    })),
    { name: `onboarding-pairing-${sample}`, query: `surface=onboarding&sample=pairing-${sample}` },
  ]),
  { name: 'popup-pairing-ended', query: 'surface=popup&sample=pairing-ended' },
].flatMap(({ name, query }): Shot[] => [
  { name: `${name}-light`, query, width: 1_100, look: 'light' },
  { name: `${name}-dark`, query, width: 1_100, look: 'dark' },
  { name: `${name}-forced`, query, width: 1_100, look: 'forced' },
  { name: `${name}-narrow`, query, width: 390 },
  { name: `${name}-zoom`, query, width: 550, zoom: 2 },
]);
const allUpdates = '.updates > p > button';
const others: Shot[] = [
  ...settings,
  ...(['light', 'dark', 'forced'] as const).map((look): Shot => ({
    name: `popup-timeline-open-${look}`,
    query: 'surface=popup&sample=truncated',
    width: 380,
    look,
    press: allUpdates,
  })),
  {
    name: 'popup-timeline-open-rtl',
    query: 'surface=popup&sample=timeline&dir=rtl',
    width: 380,
    press: allUpdates,
  },
  {
    name: 'popup-signals-failed',
    query: 'surface=popup&sample=signals',
    width: 380,
    press: '.signals button',
  },
  ...['away', 'others', 'signals', 'long-german'].flatMap((sample): Shot[] => [
    { name: `popup-${sample}-forced`, query: `surface=popup&sample=${sample}`, width: 380, look: 'forced' },
    { name: `popup-${sample}-rtl`, query: `surface=popup&sample=${sample}&dir=rtl`, width: 380 },
    { name: `popup-${sample}-190`, query: `surface=popup&sample=${sample}`, width: 190, zoom: 2 },
  ]),
  ...['one', 'long', 'three', 'german', 'rtl'].map((sample): Shot => ({
    name: `popup-${sample}-narrow`,
    query: `surface=popup&sample=${sample}`,
    width: 320,
  })),
  { name: 'popup-silent', query: 'surface=popup&sample=one&silent', width: 380 },
  { name: 'popup-three-forced', query: 'surface=popup&sample=three', width: 380, look: 'forced' },
  { name: 'popup-three-forced-dark', query: 'surface=popup&sample=three', width: 380, look: 'forced-dark' },
  { name: 'popup-three-zoom', query: 'surface=popup&sample=three', width: 380, zoom: 2 },
  ...['de', 'fr', 'ja', 'ar'].flatMap((language): Shot[] =>
    [1_100, 640, 320].map((width) => ({
      name: `banner-menu-in-${language}-${width}`,
      query: `surface=banner&sample=one&language=${language}`,
      width,
      height: 56,
      press: 'button.icon',
    })),
  ),
  { name: 'banner-one-forced', query: 'surface=banner&sample=one', width: 900, height: 56, look: 'forced' },
  { name: 'banner-one-zoom', query: 'surface=banner&sample=three', width: 450, height: 56, zoom: 2 },
  { name: 'banner-pill', query: 'surface=banner&sample=three&pill', width: 376, height: 44 },
  {
    name: 'banner-pill-dark',
    query: 'surface=banner&sample=long&pill',
    width: 376,
    height: 44,
    look: 'dark',
  },
  ...(['options', 'onboarding', 'page'] as const).flatMap((surface): Shot[] => [
    { name: `${surface}-light`, query: `surface=${surface}&sample=three`, width: 900 },
    { name: `${surface}-dark`, query: `surface=${surface}&sample=three`, width: 900, look: 'dark' },
    { name: `${surface}-forced`, query: `surface=${surface}&sample=three`, width: 900, look: 'forced' },
    { name: `${surface}-narrow`, query: `surface=${surface}&sample=long`, width: 360 },
    { name: `${surface}-zoom`, query: `surface=${surface}&sample=one`, width: 640, zoom: 2 },
    { name: `${surface}-unpaired`, query: `surface=${surface}&sample=unpaired`, width: 900 },
  ]),
];

const [directory = 'build/gallery', word = '', language = 'en'] = process.argv.slice(2);
await mkdir(directory, { recursive: true });
const gallery = await serveGallery();
const browser = await chromium.launch({
  executablePath: (await ensureBrowser()).path,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});
// One page for all that have the same zoom: opening one costs seconds.
for (const zoom of [1, 2]) {
  const page = await browser.newPage({ deviceScaleFactor: zoom });
  page.on('pageerror', (error) => console.error(page.url(), error.message));
  for (const shot of [...popups, ...banners, ...others]) {
    if (shot.name.includes(word) && (shot.zoom ?? 1) === zoom) await take(page, shot);
  }
  await page.close();
}
await browser.close();
await gallery.stop();

async function take(
  page: Page,
  { name, query, width, height = 600, look = 'light', press }: Shot,
): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    colorScheme: look.endsWith('dark') ? 'dark' : 'light',
    forcedColors: look.startsWith('forced') ? 'active' : 'none',
  });
  await page.goto(`${gallery.url}/?${query}&language=${language}`);
  await page.locator('#root > *').first().waitFor();
  if (query.includes('surface=popup')) await page.locator('.popup-foot, .notice').first().waitFor();
  if (press) await page.locator(press).first().click();
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((a) => a.finished)));
  if (query.includes('surface=popup')) {
    // Whole, and not only the 560 px that are seen without scrolling.
    await page.addStyleTag({ content: '.popup { max-height: none !important }' });
  }
  if (query.includes('surface=banner')) {
    // A page behind it, since the frame's own ground is transparent.
    await page.addStyleTag({
      content: `html { background: ${look === 'dark' ? '#20242c' : '#dfe7ef'} !important }`,
    });
  }
  await page.screenshot({ path: `${directory}/${name}.png`, fullPage: true });
}
