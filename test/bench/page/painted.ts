import type { Page } from 'playwright-core';
import { checkoutIncident } from '../../e2e/support/catalogue.ts';
import { bannerFrames } from '../../e2e/support/chromium.ts';
import { untilBadgeIs, untilUntouched } from '../../e2e/support/sights.ts';
import { until } from '../../e2e/support/until.ts';
import type { World } from '../../e2e/support/world.ts';
import { median } from '../rounds.ts';
import type { Painted } from '../rows.ts';

const PUBLICATIONS = 20;

interface PaintedWindow extends Window {
  paintedAt?: number;
}

/** Opens an incident again and again, with the tool's page open and nothing in it before. */
export async function measurePainted(world: World): Promise<Painted> {
  const crm = await world.browser.context.newPage();
  await crm.addInitScript(notePaint);
  await crm.goto(world.tools.url('crm'));
  const banner: number[] = [];
  const badge: number[] = [];
  for (let turn = 0; turn < PUBLICATIONS; turn += 1) {
    banner.push(await once(world, () => paintedIn(crm)));
    await untilUntouched(crm);
  }
  await crm.close();
  for (let turn = 0; turn < PUBLICATIONS; turn += 1) badge.push(await once(world, () => badgeAt(world)));
  return {
    publications: PUBLICATIONS,
    bannerMedianMs: median(banner),
    bannerP95Ms: percentile95(banner),
    badgeMedianMs: median(badge),
    badgeP95Ms: percentile95(badge),
  };
}

/** Milliseconds from the answer to an opening until it is seen; negative where it is seen before the answer arrives. */
async function once(world: World, seen: () => Promise<number>): Promise<number> {
  const seenAt = seen();
  const incident = await world.api.open(checkoutIncident());
  const answeredAt = wallClockMs();
  const ms = (await seenAt) - answeredAt;
  await world.api.update(incident.id, { phase: 'resolved', message: 'Over.' });
  await untilBadgeIs(world.browser, '');
  return ms;
}

/** Runs in every document of the tab, the banner's frame among them, and notes when its text has been painted. */
function notePaint(): void {
  if (location.protocol !== 'chrome-extension:') return;
  const observer = new MutationObserver(() => {
    if (!document.body?.textContent?.includes('Checkout')) return;
    observer.disconnect();
    // A task that is posted while a frame is being made runs once that frame is painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        (window as PaintedWindow).paintedAt = performance.timeOrigin + performance.now();
      });
      port1.start();
      port2.postMessage(null);
    });
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}

async function paintedIn(page: Page): Promise<number> {
  return until('the banner is painted', async () => {
    const [frame] = bannerFrames(page);
    return frame?.evaluate(() => (window as PaintedWindow).paintedAt);
  });
}

/** Asks for the badge every few milliseconds; the answer is late by at most that. */
async function badgeAt({ browser }: World): Promise<number> {
  const probe = await browser.probe();
  return probe.evaluate(async () => {
    const deadline = performance.now() + 15_000;
    while ((await chrome.action.getBadgeText({})) !== '1') {
      if (performance.now() > deadline) throw new Error('the badge does not come');
      await new Promise((later) => setTimeout(later, 3));
    }
    return performance.timeOrigin + performance.now();
  });
}

function wallClockMs(): number {
  return performance.timeOrigin + performance.now();
}

function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}
