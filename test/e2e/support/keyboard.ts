import type { Frame, Page } from 'playwright-core';
import { until } from './until.ts';

/** What has the focus in a document: by what a screen reader would call it, as far as its own markup says so. */
export function focusedIn(place: Page | Frame): Promise<{ role: string; name: string }> {
  return place.evaluate(() => {
    const { activeElement: one } = document;
    if (!one || one === document.body) return { role: 'none', name: '' };
    const label = one instanceof HTMLInputElement ? one.labels?.[0]?.querySelector('.label') : null;
    const name = one.getAttribute('aria-label') ?? (label ?? one).textContent;
    return { role: one.getAttribute('role') ?? one.localName, name: name?.trim() ?? '' };
  });
}

/**
 * Goes on by Tab until what begins with `name` has the focus in `place`, as somebody without a mouse does. A frame is reached
 * through the page around it, which hears the keys.
 */
export async function tabTo(page: Page, name: string, place: Page | Frame = page): Promise<void> {
  await until(`the focus is on ${name}`, async () => {
    await page.keyboard.press('Tab');
    return (await focusedIn(place)).name.startsWith(name);
  });
}
