import type { Tone } from '../core/tone.ts';

/** What a tone looks like on one kind of surface. Colours are `#rrggbb`. */
export interface ToneColours {
  /** Words in the tone: at least 4.5:1 on both surfaces. */
  readonly ink: string;
  /** The filled shape: at least 3:1 on both surfaces. */
  readonly shape: string;
}

/** The surfaces that the tones are measured against: a card, and the page behind it. */
export const surfaces = {
  light: { card: '#ffffff', page: '#f5f6f8' },
  dark: { card: '#1b1f27', page: '#13161c' },
} as const;

/**
 * The one table of colour. A tone is colour, shape and word together; the shapes stand in `tone-shape.tsx`, the words in
 * `shared/locales`. `tokens.css` repeats these values, and a test holds the two together, measures the contrasts and
 * the distances between the tones as red-blind, green-blind and blue-blind eyes see them.
 *
 * Measured, on card / page:
 *
 *               light ink   shape      dark ink    shape
 * down          8.8 / 8.1   8.8 / 8.1  7.7 / 8.5   3.9 / 4.3
 * partly down   6.9 / 6.4   5.6 / 5.2  8.8 / 9.7   6.3 / 6.9
 * slow          6.5 / 6.1   3.4 / 3.1  11.8 / 12.9 11.8 / 12.9
 * planned       9.9 / 9.2   9.9 / 9.2  8.6 / 9.5   3.7 / 4.1
 * over          6.9 / 6.4   3.7 / 3.5  10.9 / 11.9 10.9 / 11.9
 * unknown       6.8 / 6.3   6.0 / 5.6  8.5 / 9.3   6.8 / 7.4
 */
export const tones: Record<Tone, { readonly light: ToneColours; readonly dark: ToneColours }> = {
  down: { light: { ink: '#98081b', shape: '#98081b' }, dark: { ink: '#ff929c', shape: '#dd4257' } },
  partly_down: { light: { ink: '#93420c', shape: '#a94d0c' }, dark: { ink: '#ffab5c', shape: '#f48100' } },
  slow: { light: { ink: '#6f5c00', shape: '#a28a0e' }, dark: { ink: '#f6d95f', shape: '#f6d95f' } },
  planned: { light: { ink: '#253997', shape: '#253997' }, dark: { ink: '#a9b8ff', shape: '#5a70d6' } },
  over: { light: { ink: '#0f6656', shape: '#2a947c' }, dark: { ink: '#67e6d2', shape: '#67e6d2' } },
  unknown: { light: { ink: '#555b66', shape: '#5e636d' }, dark: { ink: '#b3bac6', shape: '#a0a6b2' } },
};

/** Colours of the toolbar badge, for `setBadgeBackgroundColor` and `setBadgeTextColor`: readable whatever the toolbar. */
export function badgeColours(tone: Tone): { readonly background: string; readonly text: string } {
  return { background: tones[tone].light.ink, text: '#ffffff' };
}
