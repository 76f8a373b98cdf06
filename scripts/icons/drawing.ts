/** What the toolbar's picture says. */
export type Form = 'quiet' | 'active' | 'unknown';

/**
 * Middle tones: against each of the four usual toolbars (light grey, white, dark grey, nearly black) the contrast is at least 3:1,
 * and white on them has 4:1 or nearly so. The window for that is narrow; a test holds them in it.
 */
export const colours = { window: '#5d7cd2', live: '#d35c19', unknown: '#79808f' } as const;

/**
 * The picture as SVG on a grid of 16, so that the smallest size has whole pixels. The forms differ by outline, not by colour
 * alone: a window with a slim strip; a broad strip that juts out over its window; a full square with a question mark. What
 * tells them apart is in the upper half, since the badge covers the lower. `margin` is left free on each side, in units of
 * the grid beside the one unit that the drawing leaves itself.
 */
export function drawing(form: Form, size: number, margin = 0): string {
  const grid = `${-margin} ${-margin} ${16 + 2 * margin} ${16 + 2 * margin}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${grid}">${forms[form]}</svg>`;
}

const forms: Record<Form, string> = {
  quiet: `${windowBelow(1)}
    <path d="M1 6V4a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v2z" fill="${colours.window}"/>
    <circle cx="4.5" cy="3.5" r="1.5" fill="#ffffff"/>`,
  active: `${windowBelow(2)}
    <rect x="0" y="1" width="16" height="8" rx="2" fill="${colours.live}"/>
    <circle cx="4" cy="5" r="2" fill="#ffffff"/>
    <rect x="8" y="4" width="6" height="2" fill="#ffffff"/>`,
  unknown: `<rect x="1" y="1" width="14" height="14" rx="3" fill="${colours.unknown}"/>
    <path d="M5.5 6.2a2.5 2.2 0 1 1 3.7 2c-.8.5-1.2.8-1.2 1.8" fill="none" stroke="#ffffff" stroke-width="2"/>
    <rect x="7" y="11.5" width="2" height="2" fill="#ffffff"/>`,
};

/** An empty window, `inset` units from each side. */
function windowBelow(inset: number): string {
  const width = 16 - 2 * inset - 2;
  return `<rect x="${inset + 1}" y="2" width="${width}" height="12" rx="2" fill="none" stroke="${colours.window}" stroke-width="2"/>`;
}
