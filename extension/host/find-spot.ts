import { glimpse, isInTheWay, wouldStickUnder } from './in-the-way.ts';
import { createRoomAbove } from './room-above.ts';
import { type FindSpot, type Spot, styleAt, type WantedPlace, wantedSpot } from './spot.ts';

const GLIMPSE_EVERY_MS = 1_000;
/** A thorough look costs milliseconds in a large page, so it is for every tenth time, or where a glimpse shows a reason. */
const GLIMPSES_A_LOOK = 10;
/** A toolbar's height, and two of them. */
const LIFTS = [0, 56, 112];
/** What may bring something in the bar's way at once. `toggle` is that of dialogs and popovers. */
const EVENTS = ['resize', 'scrollend', 'toggle'];
const EVENTS_SETTLE_MS = 100;

/**
 * Where the bar is in nobody's way: where it is wanted; else at the other edge; else small, in a corner; and where every place
 * is taken a strip without words. It stays where it is as long as that is free, so that a header which comes and goes does not
 * make it dance, and while the focus is in it. Another size of the window begins anew.
 */
export function createFindSpot(): FindSpot {
  const room = createRoomAbove();
  let watching: AbortController | null = null;
  let current: Spot | null = null;
  let glimpsed: (Element | undefined)[] = [];
  let untilLook = 0;
  let situation = '';
  let isPushRefused = false;

  return (host, wanted, lay) => {
    if (!wanted) {
      watching?.abort();
      watching = null;
      room.giveBack();
      current = null;
      return undefined;
    }
    watching ??= watch(lay, () => {
      untilLook = 0;
      lay();
    });
    // A presentation, or a window that shows nothing but its page.
    if (matchMedia('(display-mode: fullscreen)').matches) {
      room.giveBack();
      current = null;
      return 'display:none';
    }
    const before = current ?? wantedSpot(wanted);
    const now = JSON.stringify([wanted, innerWidth, innerHeight]);
    if (now !== situation) {
      situation = now;
      current = null;
      isPushRefused = false;
    }
    // What is hidden is not worth a look; nothing moves while somebody is at it; and under a modal dialog all else is inert.
    // The pointer would count too, but a page is not told when it is over a frame of another process.
    const isHeld =
      document.hidden || document.activeElement === host || document.querySelector('dialog:modal');
    if (!current || (!isHeld && isWorthALook(current, host))) {
      current = find(wanted, host);
      glimpsed = glimpse(current, host);
      untilLook = GLIMPSES_A_LOOK;
    }
    const style = styleAt(current);
    if (styleAt(before) === style) return style;
    // What moves in sight counts as a shift of the page's layout, so it is out of sight for a frame.
    requestAnimationFrame(lay);
    return `${style};display:none`;
  };

  function isWorthALook(spot: Spot, host: HTMLElement): boolean {
    untilLook -= 1;
    return untilLook <= 0 || glimpse(spot, host).some((element, index) => element !== glimpsed[index]);
  }

  function find(wanted: WantedPlace, host: HTMLElement): Spot {
    const first = wantedSpot(wanted);
    const isPush = wanted.placement === 'push' && wanted.form === 'bar';
    if (isPush && !isPushRefused) {
      // In this order, so that the page is not moved to find that it had better not be.
      const isRefused =
        wouldStickUnder(first, host, room.height()) || !room.make() || isInTheWay(first, host);
      if (!isRefused) return first;
      isPushRefused = true;
      current = null;
    }
    room.giveBack();
    const spots = spotsFrom(isPush ? { ...first, side: 'bottom' } : first);
    const strip: Spot = { ...spots[0], form: 'strip' };
    const stay = current?.form === first.form ? [current] : [];
    return [...stay, ...spots].find((spot) => !isInTheWay(spot, host)) ?? strip;
  }
}

/** All spots, the wanted one first: bars, then pills from the corners inwards. */
function spotsFrom(first: Spot): [Spot, ...Spot[]] {
  const sides = first.side === 'top' ? (['top', 'bottom'] as const) : (['bottom', 'top'] as const);
  const otherBar: Spot[] = first.form === 'bar' ? [{ ...first, side: sides[1] }] : [];
  const pills = LIFTS.flatMap((lift) =>
    sides.flatMap((side) =>
      (['end', 'start'] as const).map((hand): Spot => ({ form: 'pill', side, hand, lift })),
    ),
  );
  return [first, ...otherBar, ...pills];
}

function watch(onTime: () => void, onEvent: () => void): AbortController {
  const watching = new AbortController();
  const timer = setInterval(onTime, GLIMPSE_EVERY_MS);
  let settling = 0;
  const settle = () => {
    clearTimeout(settling);
    settling = window.setTimeout(onEvent, EVENTS_SETTLE_MS);
  };
  for (const type of EVENTS) addEventListener(type, settle, { signal: watching.signal, capture: true });
  watching.signal.addEventListener('abort', () => {
    clearInterval(timer);
    clearTimeout(settling);
  });
  return watching;
}
