import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { companyBuild } from '../../e2e/support/builds.ts';
import { checkoutIncident } from '../../e2e/support/catalogue.ts';
import { foreignElements } from '../../e2e/support/chromium.ts';
import { untilBannerSays } from '../../e2e/support/sights.ts';
import type { World } from '../../e2e/support/world.ts';
import { median } from '../rounds.ts';
import type { PageCost } from '../rows.ts';

const LOADS = 15;
const SCRIPT = 'banner-host.js';
/** The host, and what keeps it out of the way where the page is looked at. */
const SCRIPTS = /banner-(?:host|spot)\.js/;

/** Loads the same tool page with and without a live incident and compares. */
export async function measureCost(world: World): Promise<PageCost> {
  const quiet = await loadPages(world, async () => undefined);
  const quietScripts = (await world.browser.registeredScripts()).length;
  await world.api.open(checkoutIncident());
  const live = await loadPages(world, (page) => untilBannerSays(page, 'Checkout'));
  return {
    scriptBytes: statSync(join(companyBuild, SCRIPT)).size,
    quietElements: Math.max(...quiet.map((load) => load.elements)),
    quietScripts,
    evaluationMs: median(live.map((load) => load.evaluationMs)),
    heapKb: median(live.map((load) => load.heapKb)) - median(quiet.map((load) => load.heapKb)),
    layoutShift: Math.max(...live.map((load) => load.layoutShift)),
    loads: LOADS,
  };
}

interface Load {
  readonly elements: number;
  readonly evaluationMs: number;
  readonly heapKb: number;
  readonly layoutShift: number;
}

async function loadPages(world: World, ready: (page: Page) => Promise<unknown>): Promise<Load[]> {
  const loads: Load[] = [];
  for (let load = 0; load < LOADS; load += 1) loads.push(await loadOnce(world, ready));
  return loads;
}

async function loadOnce(world: World, ready: (page: Page) => Promise<unknown>): Promise<Load> {
  const page = await world.browser.context.newPage();
  const cdp = await world.browser.context.newCDPSession(page);
  const evaluations = await traceEvaluations(cdp);
  await page.goto(world.tools.url('crm'));
  await ready(page);
  const load = {
    elements: await foreignElements(page),
    evaluationMs: await evaluations(),
    heapKb: await heapKb(cdp),
    layoutShift: await layoutShift(page),
  };
  await page.close();
  return load;
}

interface TraceEvent {
  readonly name: string;
  /** Microseconds of the thread's own time, which other load does not lengthen. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/** Begins to trace; the function that comes back ends it and answers with the milliseconds our script took to evaluate. */
async function traceEvaluations(cdp: CDPSession): Promise<() => Promise<number>> {
  let micros = 0;
  cdp.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, tdur = 0, args } of value as unknown as TraceEvent[]) {
      if (name === 'EvaluateScript' && SCRIPTS.test(args?.data?.url ?? '')) micros += tdur;
    }
  });
  await cdp.send('Tracing.start', { categories: 'devtools.timeline', transferMode: 'ReportEvents' });
  return async () => {
    const complete = new Promise<void>((done) => cdp.once('Tracing.tracingComplete', () => done()));
    await cdp.send('Tracing.end');
    await complete;
    return micros / 1_000;
  };
}

/** What lives on the heap of the page's process after a collection. */
async function heapKb(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1_024;
}

async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
          done(shifts.reduce((sum, shift) => sum + shift.value, 0));
        }).observe({ type: 'layout-shift', buffered: true });
        // Without any shift nobody is called: two frames are long enough to know.
        requestAnimationFrame(() => requestAnimationFrame(() => done(0)));
      }),
  );
}
