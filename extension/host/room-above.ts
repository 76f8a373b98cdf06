import { sizes } from './spot.ts';

/** Room for the bar above the page. */
export interface RoomAbove {
  /** Makes it, or keeps it; false where the page has none to give. */
  readonly make: () => boolean;
  readonly giveBack: () => void;
  /** How many pixels of it there are now. */
  readonly height: () => number;
}

/**
 * Room is made by an animation that has ended and is held: it moves the page, stands in no attribute and no style sheet, passes
 * any CSP, and leaves nothing when it is cancelled.
 */
export function createRoomAbove(): RoomAbove {
  const { height } = sizes.bar;
  let moved: Animation | null = null;
  const giveBack = () => {
    moved?.cancel();
    moved = null;
  };
  return {
    giveBack,
    height: () => (moved ? height : 0),
    make() {
      const root = document.documentElement;
      // A root that was replaced takes its animation along.
      if (moved && (moved.effect as KeyframeEffect).target !== root) giveBack();
      moved ??= root.animate(
        { paddingTop: [`${height}px`, `${height}px`], boxSizing: ['border-box', 'border-box'] },
        { fill: 'forwards', composite: 'add' },
      );
      // A page made to fit its window no longer does: its last lines would be out of reach.
      const excess = root.scrollHeight - root.clientHeight;
      if (excess <= 0 || excess > height) return true;
      giveBack();
      return false;
    },
  };
}
