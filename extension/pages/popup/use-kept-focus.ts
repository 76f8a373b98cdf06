import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/**
 * Keeps the keyboard's place when what is shown changes. A browser drops the focus of an element that is taken away or moved;
 * it goes back to it, or to what stands for the same incident now, or else to the headline. A ref for the surface.
 */
export function useKeptFocus(): RefObject<HTMLElement | null> {
  const rootRef = useRef<HTMLElement | null>(null);
  // Read while rendering, before anything is changed: afterwards the browser has forgotten it.
  // oxlint-disable-next-line react/refs
  const held = heldIn(rootRef.current);
  useLayoutEffect(() => {
    const root = rootRef.current;
    if (!root || !held || isSomewhere(document.activeElement)) return;
    (held.isConnected ? held : placeOf(held, root))?.focus({ preventScroll: held.isConnected });
  });
  return rootRef;
}

function heldIn(root: HTMLElement | null): HTMLElement | null {
  const active = root?.ownerDocument.activeElement;
  return root?.contains(active ?? null) && active instanceof HTMLElement ? active : null;
}

function isSomewhere(active: Element | null): boolean {
  return active !== null && active !== document.body;
}

/** The card is taken out whole, so that what was inside it still knows its incident. */
function placeOf(held: HTMLElement, root: HTMLElement): HTMLElement | null {
  const id = held.closest<HTMLElement>('[data-about]')?.dataset['about'];
  const same = [...root.querySelectorAll<HTMLElement>('[data-about]')].find(
    (card) => card.dataset['about'] === id,
  );
  return same?.querySelector<HTMLElement>('button, a[href]') ?? root.querySelector('h1');
}
