import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { badgeColours, surfaces, tones } from '../../shared/ui/tones.ts';
import { asSeenWith, contrast, distance, type Eyes } from './colour.ts';

const names = Object.keys(tones) as (keyof typeof tones)[];
const looks = ['light', 'dark'] as const;
const eyes: readonly Eyes[] = ['all cones', 'no red', 'no green', 'no blue'];
const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const));

describe.each(looks)('tones on %s surfaces', (look) => {
  it.each(names)('%s has words of at least 4.5:1 and a shape of at least 3:1', (tone) => {
    for (const surface of Object.values(surfaces[look])) {
      expect(contrast(tones[tone][look].ink, surface)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(tones[tone][look].shape, surface)).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(eyes)('shapes stay apart for eyes with %s', (kind) => {
    for (const [a, b] of pairs) {
      const [first, second] = [a, b].map((tone) => asSeenWith(kind, tones[tone][look].shape));
      expect(distance(first, second), `${a} and ${b}`).toBeGreaterThanOrEqual(0.08);
    }
  });
});

it('shows badges whose text is readable on every tone', () => {
  for (const tone of names) {
    const { background, text } = badgeColours(tone);
    expect(contrast(background, text)).toBeGreaterThanOrEqual(4.5);
  }
});

it('repeats the table in the style sheet', async () => {
  const css = await readFile(new URL('../../shared/ui/tokens.css', import.meta.url), 'utf8');
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
  for (const [look, part] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    for (const tone of names) {
      expect(part).toContain(`--${tone}-ink: ${tones[tone][look].ink};`);
      expect(part).toContain(`--${tone}-shape: ${tones[tone][look].shape};`);
    }
    expect(part).toContain(`--card: ${surfaces[look].card};`);
    expect(part).toContain(`--page: ${surfaces[look].page};`);
  }
});
