import { type Spot, sizes } from './spot.ts';

/*
 * Whether the bar would lie over something that a person needs. Only tags, roles, styles and boxes are looked at: no text, no
 * address, no value of the page.
 */

const CONTROLS =
  'a[href],button,input,select,textarea,summary,label,[contenteditable],[onclick],[tabindex]:not([tabindex^="-"]),[role=button],[role=link],[role=tab],[role^=menuitem],[role=option],[role=switch],[role=checkbox]';
/** No two points lie farther apart than the least size of a control is: 24 px. Source: WCAG 2.2, 2.5.8. */
const STEP = 24;
const GLIMPSES = [0.02, 0.2, 0.35, 0.5, 0.65, 0.8, 0.98];

interface Band {
  readonly side: Spot['side'];
  /** Where it ends towards the middle of the window. */
  readonly edge: number;
}

/** True where the spot covers a fixed or sticky part of the page, or a control that cannot be scrolled out from under it. */
export function isInTheWay(spot: Spot, host: HTMLElement): boolean {
  if (spot.form === 'strip') return false;
  const { left, top, width, height } = boxAt(spot, spot.form);
  const band: Band = { side: spot.side, edge: spot.side === 'top' ? top + height : top };
  const met = new Set<Element>();
  for (const y of steps(top, height)) {
    for (const x of steps(left, width)) {
      const hit = elementAt(x, y, host);
      if (!hit || met.has(hit)) continue;
      met.add(hit);
      if (isNeeded(hit, band)) return true;
    }
  }
  return false;
}

/** What lies under a few points of the spot: as long as that is the same, hardly anything has come in its way. */
export function glimpse(spot: Spot, host: HTMLElement): (Element | undefined)[] {
  const { left, top, width, height } = boxAt(spot, spot.form === 'pill' ? 'pill' : 'bar');
  return GLIMPSES.map((part) => elementAt(left + width * part, top + height / 2, host));
}

/** True where a header lies below `y`, and would be under a bar above the page as soon as somebody scrolls. */
export function wouldStickUnder(spot: Spot, host: HTMLElement, y: number): boolean {
  const { left, width } = boxAt(spot, 'bar');
  return steps(left, width).some((x) => {
    const hit = elementAt(x, y + 1, host);
    return (
      hit !== undefined && ancestorsOf(hit).some((element) => isHeld(element, 'top') && isSmall(element))
    );
  });
}

function boxAt({ side, hand, lift }: Spot, form: 'bar' | 'pill') {
  const { width: wanted, height, inset } = sizes[form];
  const windowWidth = document.documentElement.clientWidth || innerWidth;
  const width = Math.min(wanted, windowWidth - 2 * inset);
  const isLeft = (hand === 'start') === (getComputedStyle(document.documentElement).direction === 'ltr');
  const atHand = isLeft ? inset : windowWidth - inset - width;
  return {
    left: form === 'bar' ? (windowWidth - width) / 2 : atHand,
    top: side === 'top' ? inset + lift : innerHeight - inset - lift - height,
    width,
    height,
  };
}

/** Points from 1 px within the start to 1 px within the end. */
function steps(from: number, length: number): number[] {
  const count = Math.ceil((length - 2) / STEP);
  return Array.from({ length: count + 1 }, (_, index) => from + 1 + ((length - 2) * index) / count);
}

/**
 * What a click there would meet without our host; inside open shadow roots too. Nothing where a modal dialog is open, whose
 * backdrop is met everywhere: the browser lays it over us and makes all else inert, us too.
 */
function elementAt(x: number, y: number, host: HTMLElement): Element | undefined {
  let found = document.elementsFromPoint(x, y).find((element) => element !== host);
  for (let root = found?.shadowRoot; root; root = found?.shadowRoot) {
    const inner = root.elementFromPoint(x, y);
    if (!inner || inner === found) break;
    found = inner;
  }
  return found?.closest('dialog:modal') ? undefined : found;
}

function isNeeded(hit: Element, band: Band): boolean {
  let control: DOMRect | null = null;
  for (const element of ancestorsOf(hit)) {
    const isPinned = isHeld(element, band.side);
    if (isSmall(element)) {
      if (isPinned) return true;
      if (element.matches(CONTROLS)) control ??= element.getBoundingClientRect();
    }
    // What is fixed and large is the page itself, or a dialog over it: there only its controls count.
    if (isPinned) break;
    if (control && canBeFreed(control, element, band)) return false;
  }
  return control !== null;
}

function isHeld(element: Element, side: Spot['side']): boolean {
  const style = getComputedStyle(element);
  return style.position === 'fixed' || (style.position === 'sticky' && style[side] !== 'auto');
}

function isSmall(element: Element): boolean {
  return element.getBoundingClientRect().height < innerHeight / 2;
}

/** True where scrolling this element takes the control out from under the band. */
function canBeFreed(control: DOMRect, element: Element, band: Band): boolean {
  const { overflowY } = getComputedStyle(element);
  const isRoot = element === document.documentElement;
  const scroller = isRoot ? (document.scrollingElement ?? element) : element;
  const canScroll = isRoot
    ? !/hidden|clip/.test(overflowY + getComputedStyle(document.body ?? element).overflowY)
    : /auto|scroll/.test(overflowY);
  if (!canScroll) return false;
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  return band.side === 'top'
    ? control.top + scrollTop >= band.edge
    : control.bottom - (scrollHeight - clientHeight - scrollTop) <= band.edge;
}

/** The element and all that it is in, out of shadow roots too. */
function ancestorsOf(element: Element): Element[] {
  const all: Element[] = [];
  for (let at: Element | null = element; at; at = parentOf(at)) all.push(at);
  return all;
}

function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}
