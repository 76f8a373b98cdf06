import type { Banner } from '../../shared/core/banner.ts';

/** Room around the bar for its shadow, in CSS pixels. */
const MARGIN = 8;

/**
 * How large the frame is to be, in CSS pixels; the host narrows it to the window. It depends on the form alone, since the page
 * sees the size: a width that followed the text would tell of the text.
 */
export function bannerSize(form: Banner['form']): { readonly width: number; readonly height: number } {
  return form === 'bar'
    ? { width: 880 + 2 * MARGIN, height: 40 + 2 * MARGIN }
    : { width: 360 + 2 * MARGIN, height: 28 + 2 * MARGIN };
}
