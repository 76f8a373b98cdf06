import type { Page } from 'playwright-core';

/** Runs in a page from its start: sums up what its layout shifts by. */
export function countShifts(): void {
  const holder = window as Window & { shifted?: number };
  holder.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      holder.shifted = (holder.shifted ?? 0) + (entry as PerformanceEntry & { value: number }).value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What the page's layout has shifted by, once everything that was begun is painted. */
export async function shiftsOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    return (window as Window & { shifted?: number }).shifted ?? 0;
  });
}

/** True where the host is in the page, seen or not. */
export async function hostOf(page: Page): Promise<boolean> {
  return page.evaluate(() => document.getElementById('masthead-banner') !== null);
}

/** Form and edge of the host, such as "bar bottom" or "pill top left raised"; "away" where it is not seen, "" where it is not. */
export async function whereIs(page: Page): Promise<string> {
  return page.evaluate(() => {
    const host = document.getElementById('masthead-banner');
    if (!host) return '';
    const { top, left, right, bottom, height } = host.getBoundingClientRect();
    if (height === 0) return 'away';
    const side = top < innerHeight - bottom ? 'top' : 'bottom';
    if (height <= 4) return `strip ${side}`;
    if (height > 50) return `bar ${side}`;
    const hand = left < innerWidth - right ? 'left' : 'right';
    return `pill ${side} ${hand}${Math.min(top, innerHeight - bottom) > 16 ? ' raised' : ''}`;
  });
}

/** What a person needs and a click would miss, because the host lies over it. */
export async function coveredControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isCovered = (control: Element): boolean => {
      const { left, right, top, bottom } = control.getBoundingClientRect();
      return [left + 1, (left + right) / 2, right - 1].some((x) =>
        [top + 1, (top + bottom) / 2, bottom - 1].some(
          (y) => document.elementFromPoint(x, y)?.id === 'masthead-banner',
        ),
      );
    };
    return [...document.querySelectorAll('[data-needed]:is(button, input), [data-needed] :is(button, input)')]
      .filter(isCovered)
      .map((control) => control.outerHTML);
  });
}
