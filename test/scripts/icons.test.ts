import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colours, type Form } from '../../scripts/icons/drawing.ts';
import { inProject } from '../../scripts/lib/project.ts';
import { type DecodedPng, decodePng } from '../support/png.ts';
import { contrast } from '../ui/colour.ts';

const forms: Form[] = ['quiet', 'active', 'unknown'];
/** Chrome's and Edge's in light and dark, inactive windows among them. */
const toolbars = ['#dee1e6', '#ffffff', '#202124', '#35363a'];
const pairs = [
  ['quiet', 'active'],
  ['quiet', 'unknown'],
  ['active', 'unknown'],
] as const;

describe('the toolbar icons', () => {
  it.each(Object.entries(colours))('%s is a colour that stands out from every toolbar', (_, colour) => {
    expect(Math.min(...toolbars.map((toolbar) => contrast(colour, toolbar)))).toBeGreaterThanOrEqual(3);
  });

  it.each([16, 24, 32, 48, 128])('are there as %s by %s pixels', (size) => {
    expect(forms.map((form) => icon(form, size)).map(({ width, height }) => [width, height])).toEqual(
      forms.map(() => [size, size]),
    );
  });

  it.each(pairs)('%s and %s differ by their outline, for eyes and screens without colour', (a, b) => {
    for (const size of [16, 24, 32]) {
      const [first, second] = [icon(a, size), icon(b, size)].map(covered) as [boolean[], boolean[]];
      const differing = first.filter((isCovered, n) => isCovered !== second[n]).length;
      expect(differing / (size * size)).toBeGreaterThan(0.12);
    }
  });

  it.each(pairs)('%s and %s differ in the upper half, which no badge covers', (a, b) => {
    const upper = (form: Form) => lightness(icon(form, 16)).slice(0, 128);
    const [first, second] = [upper(a), upper(b)];
    const differing = first.filter((value, n) => Math.abs(value - (second[n] ?? 0)) > 60).length;
    expect(differing / 128).toBeGreaterThan(0.2);
  });
});

describe('the pictures for the stores', () => {
  it('have 16 free pixels around the icon of 128, and 96 by 96 of drawing', () => {
    const picture = icon('quiet', 128);
    const drawn = covered(picture).flatMap((isCovered, n) =>
      isCovered ? [[n % 128, Math.floor(n / 128)]] : [],
    );
    const spans = [0, 1].map((axis) => drawn.map((point) => point[axis] ?? 0));
    expect(spans.map((values) => [Math.min(...values), Math.max(...values)])).toEqual([
      [16, 111],
      [16, 111],
    ]);
  });

  it.each([
    ['logo-300.png', 300, 300],
    ['tile-440x280.png', 440, 280],
  ])('%s is %s by %s', (name, width, height) => {
    const picture = decodePng(readFileSync(inProject('docs/store/images', name)));
    expect([picture.width, picture.height]).toEqual([width, height]);
  });

  it('fill the tile to its edges', () => {
    const tile = decodePng(readFileSync(inProject('docs/store/images/tile-440x280.png')));
    expect(covered(tile).every(Boolean)).toBe(true);
  });
});

function icon(form: Form, size: number): DecodedPng {
  return decodePng(readFileSync(inProject('extension/public/icon', `${form}-${size}.png`)));
}

/** For each pixel whether the toolbar is hidden there. */
function covered({ pixels }: DecodedPng): boolean[] {
  return alphas(pixels).map((alpha) => alpha > 127);
}

/** For each pixel how light it is on a dark grey toolbar, 0 to 255. */
function lightness({ pixels }: DecodedPng): number[] {
  return alphas(pixels).map((alpha, n) => {
    const [r = 0, g = 0, b = 0] = pixels.subarray(n * 4, n * 4 + 3);
    return ((0.3 * r + 0.59 * g + 0.11 * b) * alpha) / 255 + 0x35 * (1 - alpha / 255);
  });
}

function alphas(pixels: Uint8Array): number[] {
  return Array.from({ length: pixels.length / 4 }, (_, n) => pixels[n * 4 + 3] ?? 0);
}
