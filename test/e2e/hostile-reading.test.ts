import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutIncident } from './support/catalogue.ts';
import { bannerText, foreignElements } from './support/chromium.ts';
import { listenToPage, readTraces } from './support/spying-page.ts';
import { untilBannerSays } from './support/sights.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
let crm: Page;
let secretWords: string[];

beforeAll(async () => {
  world = await openWorld();
  crm = await world.openTool('crm');
  // Before the incident: a page that spies has its traps laid when the banner comes.
  await crm.evaluate(listenToPage);
  await world.api.open(checkoutIncident({ title: 'Zebra payments', message: 'Quagga gateway.' }));
  await untilBannerSays(crm, 'Checkout is partly down');
  const words = (await bannerText(crm)).split(/[^\p{L}\p{N}:]+/u).filter((word) => word.length > 3);
  secretWords = [...new Set([...words, 'Checkout', 'partly', 'Zebra', 'Quagga'])];
});
afterAll(() => world?.close());

/** Those of the secret words that stand in a text. */
const readIn = (text: string) => secretWords.filter((word) => text.includes(word));

describe('a page that tries to read the banner', () => {
  it('finds not one of its words by searching, while it finds its own', async () => {
    const found = await crm.evaluate((words) => {
      const search = (text: string) => {
        getSelection()?.removeAllRanges();
        // Case-insensitive, wrapping around, in frames too. Source: https://developer.mozilla.org/docs/Web/API/Window/find
        return (window as unknown as { find(...options: unknown[]): boolean }).find(
          text,
          false,
          false,
          true,
          false,
          true,
          false,
        );
      };
      return { own: search('Accounts'), secret: words.filter(search) };
    }, secretWords);
    expect(found.own).toBe(true);
    expect(found.secret).toEqual([]);
  });

  it('recovers no letter of it by searching for every beginning of its sentence', async () => {
    const sentence = await bannerText(crm);
    const found = await crm.evaluate((text) => {
      const search = (words: string) =>
        (window as unknown as { find(...options: unknown[]): boolean }).find(
          words,
          true,
          false,
          true,
          false,
          true,
        );
      // From six letters on no beginning of the sentence stands in the page's own text by chance.
      return Array.from({ length: text.length - 5 }, (_, end) => text.slice(0, end + 6)).filter(search);
    }, sentence);
    expect(sentence.length).toBeGreaterThan(20);
    expect(found).toEqual([]);
  });

  it('gets none of it by selecting everything', async () => {
    const selected = await crm.evaluate(() => {
      getSelection()?.selectAllChildren(document.documentElement);
      const byRange = getSelection()?.toString() ?? '';
      document.execCommand('selectAll');
      return byRange + (getSelection()?.toString() ?? '');
    });
    expect(selected).toContain('Accounts');
    expect(readIn(selected)).toEqual([]);
  });

  it('reads none of it out of the document, serialised in any way', async () => {
    const texts = await crm.evaluate(() => {
      const root = document.documentElement;
      return [
        root.innerText,
        root.textContent,
        root.outerHTML,
        new XMLSerializer().serializeToString(document),
        root.getHTML({ serializableShadowRoots: true }),
      ].join('\n');
    });
    expect(texts).toContain('Accounts');
    expect(readIn(texts)).toEqual([]);
  });

  it('sees one element without words or root, and no frame', async () => {
    expect(await foreignElements(crm)).toBe(1);
    const seen = await crm.evaluate(() => {
      const host = document.querySelector('*:not([data-own])');
      return {
        frames: window.length,
        first: window.frames[0] === undefined,
        iframes: document.querySelectorAll('iframe').length,
        root: host?.shadowRoot ?? null,
        children: host?.childNodes.length,
        attributes: [...(host?.attributes ?? [])].map((a) => `${a.name}=${a.value}`).join(' '),
        atBottom: document.elementFromPoint(innerWidth / 2, innerHeight - 10)?.textContent,
        generated: host ? getComputedStyle(host, '::before').content : '',
      };
    });
    expect(seen).toMatchObject({ frames: 0, first: true, iframes: 0, root: null, children: 0 });
    expect(readIn(JSON.stringify(seen))).toEqual([]);
    expect(seen.attributes).not.toMatch(/chrome-extension|sev|outage|down|inc_/i);
  });

  it('hears nothing: no timing entry, no message, no change of the document that says more than "an element"', async () => {
    const traces = await crm.evaluate(readTraces);
    expect(traces.hasSeenHost).toBe(true);
    expect(traces.messages).toEqual([]);
    expect(traces.timings.filter((name) => name.includes('extension'))).toEqual([]);
    expect(traces.hooked).toEqual([]);
    expect(readIn(JSON.stringify(traces))).toEqual([]);
  });

  it('cannot load the frame by itself under the address that the extension is known by', async () => {
    const answers = await crm.evaluate(async (id) => {
      const address = `chrome-extension://${id}/banner-frame.html`;
      const fetched = await fetch(address).then(
        (response) => response.text(),
        () => 'refused',
      );
      const script = await new Promise<string>((done) => {
        const image = new Image();
        image.addEventListener('load', () => done('loaded'));
        image.addEventListener('error', () => done('refused'));
        image.src = `chrome-extension://${id}/icon/quiet-16.png`;
      });
      return [fetched, script];
    }, world.browser.extensionId);
    expect(answers).toEqual(['refused', 'refused']);
  });
});
