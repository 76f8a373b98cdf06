export type Disturbance = 'cover' | 'opacity' | 'faint_root' | 'filter' | 'hide' | 'shrink' | 'remove';

/**
 * Runs inside a tool page, as that page's own script would, and keeps a person from seeing the banner. It acts on each
 * frame that is painted, so that nothing the banner does about it lasts.
 */
export function disturb(disturbance: Disturbance): void {
  const root = document.documentElement;
  const cover = document.createElement('div');
  cover.dataset['own'] = '';
  cover.style.cssText =
    'position:fixed;inset:0;width:auto;height:auto;border:0;margin:0;background:#fff;z-index:2147483647';
  cover.popover = 'manual';

  const once = () => {
    if (disturbance === 'faint_root') root.style.opacity = '0.02';
    if (disturbance === 'filter') root.style.filter = 'blur(6px)';
  };
  const again = () => {
    const host = document.querySelector<HTMLElement>('*:not([data-own])');
    if (!host) return;
    const set = (name: string, value: string) => host.style.setProperty(name, value, 'important');
    if (disturbance === 'opacity') set('opacity', '0.02');
    if (disturbance === 'hide') set('display', 'none');
    if (disturbance === 'shrink') set('clip-path', 'inset(50%)');
    if (disturbance === 'remove') host.remove();
    if (disturbance === 'cover' && !cover.isConnected) {
      root.append(cover);
      cover.showPopover();
    }
  };
  const act = () => {
    again();
    requestAnimationFrame(act);
  };
  once();
  act();
}
