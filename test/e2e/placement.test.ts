import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutIncident, resolveAll } from './support/catalogue.ts';
import { bannerFrames, bannerText } from './support/chromium.ts';
import { type HardTool, hardTools, type Placement } from './support/hard-tools.ts';
import { countShifts, coveredControls, hostOf, shiftsOf, whereIs } from './support/placed.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld({}, undefined, new Map(hardTools.map((tool) => [`/${tool.name}`, tool])));
});
afterAll(() => world?.close());

describe.each(['bottom', 'top', 'push', 'pill'] as const)('a banner whose place is "%s"', (placement) => {
  const pages = new Map<HardTool, { page: Page; before: string }>();

  beforeAll(async () => {
    await choosePlacement(placement);
    for (const tool of hardTools) {
      const page = await world.browser.context.newPage();
      await page.addInitScript(countShifts);
      await page.goto(world.tools.url('crm', `/${tool.name}`));
      pages.set(tool, { page, before: await page.evaluate(() => document.documentElement.outerHTML) });
    }
    await world.api.open(checkoutIncident());
  });
  afterAll(async () => {
    for (const { page } of pages.values()) await page.close();
  });

  it.each(hardTools.filter((tool) => !tool.isMute || placement === 'bottom'))(
    'is right in $name',
    async (tool) => {
      const { page } = pages.get(tool) ?? {};
      if (!page) throw new Error('no page');
      await page.bringToFront();
      let seen = '';
      await until(
        `it is at ${tool.spots[placement]}`,
        async () => {
          seen = await whereIs(page);
          return seen === tool.spots[placement];
        },
        15_000,
      ).catch((error: unknown) => {
        throw new Error(`it is at "${seen}", not "${tool.spots[placement]}"`, { cause: error });
      });
      expect(await coveredControls(page)).toEqual([]);
      // Room above the page is the one thing that is meant to move it.
      const isPushed = placement === 'push' && seen === 'bar top';
      expect(isPushed ? 0 : await shiftsOf(page)).toBe(0);
      const words = tool.isMute ? '' : 'Checkout is partly down';
      await until('it says so', async () => (await bannerText(page)).includes(words));
      expect(bannerFrames(page)).toHaveLength(tool.isMute ? 0 : 1);
    },
  );

  it('leaves no trace in any of them', async () => {
    await resolveAll(world.api);
    for (const [tool, { page, before }] of pages) {
      await until(`it is gone from ${tool.name}`, async () => !(await hostOf(page)));
      expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  });
});

async function choosePlacement(placement: Placement): Promise<void> {
  await (
    await world.browser.probe()
  ).evaluate(
    (to) => chrome.runtime.sendMessage({ type: 'choose_for_tool', toolId: 'crm', choice: { placement: to } }),
    placement,
  );
}
