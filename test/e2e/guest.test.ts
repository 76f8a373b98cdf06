import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkoutIncident, resolveAll } from './support/catalogue.ts';
import { bannerFrames, bannerText } from './support/chromium.ts';
import { countShifts, coveredControls, hostOf, shiftsOf, whereIs } from './support/placed.ts';
import { untilBadgeIs, untilBannerSays } from './support/sights.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

/*
 * How the banner behaves as a guest, while the page around it changes and a person works in it.
 */

const form = {
  html: `<!doctype html><html lang="en"><head><title>Form</title></head><body>${'<p>A field.</p>'.repeat(5)}<input id="name" aria-label="Name">${'<p>A field.</p>'.repeat(60)}<p data-needed><button>Save</button><button style="width:90%">Send</button></p></body></html>`,
};

let world: World;
let page: Page;

beforeAll(async () => {
  world = await openWorld({}, undefined, new Map([['/form', form]]));
});
afterAll(() => world?.close());

beforeEach(async () => {
  await resolveAll(world.api);
  await untilBadgeIs(world.browser, '');
  await page?.close();
  page = await world.browser.context.newPage();
  await page.addInitScript(countShifts);
  await page.goto(world.tools.url('crm', '/form'));
  await page.bringToFront();
});

const outerHtml = () => page.evaluate(() => document.documentElement.outerHTML);

async function openIncident() {
  const incident = await world.api.open(checkoutIncident());
  await untilBannerSays(page, 'Checkout is partly down');
  return incident;
}

async function untilAt(spot: string): Promise<void> {
  let seen = '';
  await until(`it is at ${spot}`, async () => {
    seen = await whereIs(page);
    return seen === spot;
  }).catch((error: unknown) => {
    throw new Error(`it is at "${seen}", not "${spot}"`, { cause: error });
  });
}

describe('in a page that changes', () => {
  it('gives way to what the page ends with, which nobody could scroll out from under it', async () => {
    await openIncident();
    await untilAt('bar bottom');
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await untilAt('bar top');
    expect(await coveredControls(page)).toEqual([]);
    expect(await shiftsOf(page)).toBe(0);
  });

  it('gives way to a header that comes later, and returns when it is gone and the window changes', async () => {
    await openIncident();
    await untilAt('bar bottom');
    await page.evaluate(() => {
      const bar = document.createElement('footer');
      bar.id = 'late';
      bar.style.cssText = 'position:fixed;bottom:0;left:0;right:0;height:60px';
      document.body.append(bar);
    });
    await untilAt('bar top');
    await page.evaluate(() => document.querySelector('#late')?.remove());
    await page.setViewportSize({ width: 1100, height: 700 });
    await untilAt('bar bottom');
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('is there after the body was replaced and the document was written anew, and leaves no trace', async () => {
    await openIncident();
    const rewrite = () =>
      page.evaluate(() => {
        const body = document.createElement('body');
        body.innerHTML = '<p>Another body.</p>';
        document.body.replaceWith(body);
      });
    await rewrite();
    expect(await bannerText(page)).toContain('Checkout');
    await page.evaluate(() => {
      document.open();
      document.write('<!doctype html><html><head><title>New</title></head><body><p>New</p></body></html>');
      document.close();
    });
    await until(
      'it is back',
      async () => (await hostOf(page)) && (await bannerText(page)).includes('Checkout'),
    );
    await untilAt('bar bottom');
    expect(bannerFrames(page)).toHaveLength(1);
    await resolveAll(world.api);
    await until('it is gone', async () => !(await hostOf(page)));
    expect(await outerHtml()).toBe('<html><head><title>New</title></head><body><p>New</p></body></html>');
  });

  it('is away in full screen and on paper, and back afterwards', async () => {
    await openIncident();
    await page.evaluate(() => {
      document.querySelector('#name')?.addEventListener('click', () => {
        void document.documentElement.requestFullscreen();
      });
      for (const type of ['beforeprint', 'afterprint']) {
        addEventListener(type, () => {
          const height = document.getElementById('masthead-banner')?.offsetHeight;
          document.body.dataset[type] = String(height);
        });
      }
    });
    await page.click('#name');
    await untilAt('away');
    await page.evaluate(() => document.exitFullscreen());
    await untilAt('bar bottom');
    await page.pdf();
    const { beforeprint, afterprint } = await page.evaluate(
      () => JSON.parse(JSON.stringify(document.body.dataset)) as DOMStringMap,
    );
    expect({ beforeprint, afterprint }).toEqual({ beforeprint: '0', afterprint: '56' });
  });
});

describe('while a person works in the page', () => {
  it('takes neither the focus nor a key, and Escape is the page’s', async () => {
    await page.evaluate(() => {
      const keys: string[] = [];
      Object.assign(window, { keys });
      addEventListener('keydown', (event) => keys.push(event.key));
      addEventListener('blur', () => keys.push('blur'));
    });
    await page.focus('#name');
    await page.keyboard.type('a');
    await openIncident();
    await openMenu();
    await page.focus('#name');
    await page.evaluate(() => (window as Window & { keys?: string[] }).keys?.splice(0));
    await page.keyboard.press('b');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => (window as Window & { keys?: string[] }).keys)).toEqual(['b', 'Escape']);
    expect(await page.inputValue('#name')).toBe('ab');
    expect(await isMenuOpen()).toBe(true);
  });

  it('closes its menu at Escape where the focus is in it, which stays in the bar', async () => {
    await openIncident();
    await openMenu();
    expect(await focused()).toBe('Until the next update');
    await page.keyboard.press('Escape');
    expect(await isMenuOpen()).toBe(false);
    expect(await focused()).toBe('More choices');
  });

  it('does not move while they are at it', async () => {
    await openIncident();
    await untilAt('bar bottom');
    await openMenu();
    await page.evaluate(async () => {
      const ended = new Promise((resolve) => addEventListener('scrollend', resolve));
      window.scrollTo(0, document.documentElement.scrollHeight);
      await ended;
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    });
    expect(await whereIs(page)).toBe('bar bottom');
    await page.evaluate(() => document.querySelector<HTMLElement>('#name')?.focus({ preventScroll: true }));
    await untilAt('bar top');
  });
});

describe('what is said aloud', () => {
  it('is each material revision, once, in the tab in front, and a correction not at all', async () => {
    const other = await world.openTool('crm');
    await page.bringToFront();
    await world.browser.context.addInitScript(noteSpoken);
    await Promise.all([page.reload(), other.reload()]);
    await page.bringToFront();
    const { id } = await openIncident();
    await untilBannerSays(other, 'Checkout is partly down');
    await untilSpoken([['status', 'Checkout is partly down']]);
    await world.api.update(id, { message: 'Still looking.' });
    await world.api.update(id, {
      message: 'Nobody can pay.',
      severity: 'sev1',
      services: [{ id: 'checkout', impact: 'major_outage' }],
    });
    await untilSpoken([
      ['status', 'Checkout is partly down'],
      ['alert', 'Checkout is down'],
    ]);
    await untilBannerSays(other, 'Checkout is down');
    await other.bringToFront();
    await other.reload();
    await untilBannerSays(other, 'Checkout is down');
    await page.bringToFront();
    expect(await spokenIn(other)).toEqual([]);
    expect(await spokenIn(page)).toHaveLength(2);
    await other.close();
  });
});

interface NotingWindow extends Window {
  spoken?: [string, string][];
}

/** Runs in every document; in the banner's frame it notes each text that is put into a live region. */
function noteSpoken(): void {
  if (location.protocol !== 'chrome-extension:') return;
  const spoken: [string, string][] = [];
  (window as NotingWindow).spoken = spoken;
  new MutationObserver((records) => {
    for (const { target } of records) {
      const region = (target instanceof Element ? target : target.parentElement)?.closest('[role]');
      if (region?.textContent) spoken.push([region.getAttribute('role') ?? '', region.textContent]);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

async function spokenIn(of: Page): Promise<[string, string][]> {
  return (await frameOf(of)).evaluate(() => (window as NotingWindow).spoken ?? []);
}

async function untilSpoken(wanted: [string, string][]): Promise<void> {
  let seen: unknown;
  await until('it was said', async () => {
    seen = await spokenIn(page);
    return JSON.stringify(seen) === JSON.stringify(wanted);
  }).catch((error: unknown) => {
    throw new Error(`said was ${JSON.stringify(seen)}`, { cause: error });
  });
}

async function frameOf(of: Page): Promise<Frame> {
  return until('there is a frame', () => bannerFrames(of)[0]);
}

async function openMenu(): Promise<void> {
  await (await frameOf(page)).getByRole('button', { name: 'More choices' }).click();
}

async function isMenuOpen(): Promise<boolean> {
  return (await (await frameOf(page)).getByRole('button', { name: 'Hide in this tab' }).count()) > 0;
}

async function focused(): Promise<string> {
  return (await frameOf(page)).evaluate(() => {
    const at = document.activeElement as HTMLElement | null;
    return at?.getAttribute('aria-label') ?? at?.innerText ?? '';
  });
}
