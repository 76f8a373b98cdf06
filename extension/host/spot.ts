import type { Banner } from '../../shared/core/banner.ts';
import type { BannerPlace } from '../data/messages.ts';

/** Where in the window the host lies, and how large. The strip is what is left of it where there is no room for words. */
export interface Spot {
  readonly form: 'bar' | 'pill' | 'strip';
  readonly side: 'top' | 'bottom';
  /** By the page's direction of writing. */
  readonly hand: 'start' | 'end';
  /** How many pixels a pill lies farther from its edge than is usual: above what the page has there. */
  readonly lift: number;
}

/** Where the host is to be, as the background says. */
export type WantedPlace = Extract<BannerPlace, { kind: 'banner' }>;

/**
 * Answers the host's style, and calls `lay` when it is to be asked again. Without a place it takes back all that it changed in
 * the page, and is quiet.
 */
export type FindSpot = (host: HTMLElement, wanted: WantedPlace | null, lay: () => void) => string | undefined;

/** What our scripts in a page know of each other. Each version of the extension has a world of its own there. */
export interface HostWorld {
  /** Asks for the place again; false where the host is orphaned and has left. */
  mastheadHost?: (() => boolean) | undefined;
  mastheadSpot?: FindSpot;
}

/** The bar of 40 px or the pill of 28, and 8 around for the shadow. Fixed, since a size that followed the text would tell of it. */
export const sizes = {
  bar: { width: 1096, height: 56, inset: 0 },
  pill: { width: 376, height: 44, inset: 16 },
};

/** The spot that is wanted, whatever lies there. */
export function wantedSpot({ form, placement }: Pick<Banner, 'form' | 'placement'>): Spot {
  const side = placement === 'top' || placement === 'push' ? 'top' : 'bottom';
  return { form, side, hand: 'end', lift: 0 };
}

/** The host's style at a spot, beside what it always has. */
export function styleAt({ form, side, hand, lift }: Spot): string {
  const { width, height, inset } = sizes[form === 'strip' ? 'bar' : form];
  const across = form === 'pill' ? `inset-inline-${hand}:${inset}px` : 'left:0;right:0;margin:0 auto';
  const size = `width:${width}px;height:${height}px;max-width:calc(100% - ${2 * inset}px)`;
  return `${side}:${inset + lift}px;${across};${size}${form === 'strip' ? `;${stripStyle}` : ''}`;
}

/** Without height, and so without a place for the frame, where there is one: nothing of it is seen or clicked. */
export const stripStyle = 'height:0;overflow:hidden;border-top:4px solid #b3540f';
