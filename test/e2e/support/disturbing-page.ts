/* Both functions run inside a tool page, as that page's own script would: they may use nothing from outside their bodies. */

export type Disturbance =
  | 'cover'
  | 'opacity'
  | 'faint_root'
  | 'filter'
  | 'cut'
  | 'shrink'
  | 'hide'
  | 'blink'
  | 'remove';

interface DisturbedWindow extends Window {
  calm?: () => void;
}

/**
 * Keeps a person from seeing the banner, until {@link calm}. It acts before each frame that is painted, so that nothing the
 * banner does about it lasts.
 */
export function disturb(disturbance: Disturbance): void {
  (window as DisturbedWindow).calm?.();
  const hostStyles: Partial<Record<Disturbance, [name: string, value: string]>> = {
    opacity: ['opacity', '0.02'],
    cut: ['clip-path', 'inset(0 50% 0 0)'],
    shrink: ['clip-path', 'inset(50%)'],
    hide: ['display', 'none'],
    blink: ['opacity', '0.02'],
  };
  const rootStyles: Partial<Record<Disturbance, [name: string, value: string]>> = {
    faint_root: ['opacity', '0.02'],
    filter: ['filter', 'blur(6px)'],
  };
  const [hostName, hostValue] = hostStyles[disturbance] ?? [];
  const [rootName, rootValue] = rootStyles[disturbance] ?? [];
  const root = document.documentElement;
  const cover = document.createElement('div');
  cover.dataset['own'] = '';
  cover.style.cssText =
    'position:fixed;inset:0;width:auto;height:auto;border:0;margin:0;background:#fff;z-index:2147483647';
  cover.popover = 'manual';

  const host = () => document.querySelector<HTMLElement>('*:not([data-own])');
  const relieve = () => {
    if (hostName) host()?.style.removeProperty(hostName);
    if (rootName) root.style.removeProperty(rootName);
    cover.remove();
  };
  const act = () => {
    if (rootName && rootValue) root.style.setProperty(rootName, rootValue);
    if (hostName && hostValue) host()?.style.setProperty(hostName, hostValue, 'important');
    if (disturbance === 'remove') host()?.remove();
    if (disturbance === 'cover' && !cover.isConnected && host()) {
      root.append(cover);
      cover.showPopover();
    }
    // In sight for 0.7 s at a time: more than the browser needs to notice, and far less than 2 s.
    if (disturbance === 'blink' && performance.now() % 1_200 < 700) relieve();
    next = requestAnimationFrame(act);
  };
  let next = 0;
  (window as DisturbedWindow).calm = () => {
    cancelAnimationFrame(next);
    relieve();
  };
  act();
}

/** Leaves the banner alone from now on. */
export function calm(): void {
  (window as DisturbedWindow).calm?.();
}
