import type { BannerPlace, HostMessage } from '../data/messages.ts';
import { type HostWorld, stripStyle, type WantedPlace } from '../host/spot.ts';

/*
 * The host of the banner in a tool's page: one element, one frame, and nothing that the page could read. It must stay below
 * 2 kB minified, since it runs in other people's pages, so it is terser than the rest. What keeps it out of the page's way is
 * a script of its own (banner-spot), which is loaded where somebody looks at the page.
 */

const ID = 'masthead-banner';
const REINSERTS = 3;
const REINSERTS_WITHIN_MS = 30_000;
/** Without a word from the frame by then it could not load, and a strip without text points to the toolbar. */
const FRAME_WITHIN_MS = 10_000;
const ALIVE_EVERY_MS = 2_000;

const world = globalThis as HostWorld;

// An object instead of `defineUnlistedScript`, which only costs bytes here.
export default {
  main() {
    if (!world.mastheadHost?.()) world.mastheadHost = startHost();
  },
};

function startHost(): () => boolean {
  const { runtime } = chrome;
  const leaving = new AbortController();
  let element: HTMLElement | null = null;
  let place: WantedPlace;
  let frameDeadline = 0;
  let removedAt: number[] = [];
  let isStrip = false;
  let isPrinting = false;
  let isFinderAsked = false;
  let style = '';

  const watch = new MutationObserver(() => {
    if (!element || element.isConnected) return;
    const now = Date.now();
    removedAt = [...removedAt.filter((at) => now - at < REINSERTS_WITHIN_MS), now];
    // Another one with our id is that of a newer version. A page that insists gets its way; badge and popup remain.
    if (!runtime.id || document.getElementById(ID) || removedAt.length > REINSERTS) leave();
    else insert();
  });
  const aliveTimer = setInterval(() => runtime.id || leave(), ALIVE_EVERY_MS);

  function refresh(): boolean {
    if (!runtime.id) {
      leave();
      return false;
    }
    runtime.sendMessage({ type: 'get_banner_place' }, (answer?: BannerPlace) => {
      // No answer is no news: the worker may be starting.
      if (runtime.lastError || !answer || leaving.signal.aborted) return;
      if (answer.kind === 'none') return leave();
      place = answer;
      if (element) lay();
      else insert();
    });
    return true;
  }

  function insert(): void {
    document.getElementById(ID)?.remove();
    element = document.createElement('div');
    element.id = ID;
    const root = element.attachShadow({ mode: 'closed' });
    clearTimeout(frameDeadline);
    if (!isStrip) {
      const frame = document.createElement('iframe');
      frame.title = 'Masthead';
      // Under COEP only a frame without credentials loads; ours needs none.
      Object.assign(frame, { credentialless: true, src: runtime.getURL('banner-frame.html') });
      frame.style.cssText = 'border:0;width:100%;height:100%;color-scheme:light dark';
      root.append(frame);
      frameDeadline = window.setTimeout(() => {
        isStrip = true;
        // Another element: one that shrinks in sight counts as a shift of the page's layout.
        insert();
      }, FRAME_WITHIN_MS);
    }
    style = '';
    lay();
    document.documentElement.append(element);
    watch.observe(document, { childList: true });
    watch.observe(document.documentElement, { childList: true });
    // Here, since a page that calls `document.open` takes all listeners away.
    for (const type of ['fullscreenchange', 'beforeprint', 'afterprint', 'pageshow', 'visibilitychange']) {
      // Its `signal` is the option; the rest is none.
      addEventListener(type, look, leaving);
    }
  }

  function look({ type }: Event): void {
    isPrinting = type === 'beforeprint';
    style = '';
    lay();
    // Also when the page is back from its cache or looked at again: what was told meanwhile may have been missed.
    refresh();
  }

  function lay(): void {
    if (!element) return;
    const isAway = isPrinting || document.fullscreenElement;
    const spot =
      world.mastheadSpot?.(element, isAway || isStrip ? null : place, lay) ??
      place.style + (isStrip ? `;${stripStyle}` : '');
    const next = `all:initial;position:fixed;z-index:2147483647;display:${isAway ? 'none' : 'block'};${spot};`;
    // Not where nothing changed: the page may be watching.
    if (style !== next) element.style.cssText = (style = next).replaceAll(';', '!important;');
    if (isFinderAsked || document.hidden) return;
    isFinderAsked = true;
    runtime.sendMessage({ type: 'load_spot_finder' }, () => runtime.lastError || lay());
  }

  function leave(): void {
    leaving.abort();
    watch.disconnect();
    clearInterval(aliveTimer);
    clearTimeout(frameDeadline);
    if (element) {
      world.mastheadSpot?.(element, null, lay);
      element.remove();
    }
    element = null;
    world.mastheadHost = undefined;
    // An orphan has no API left, and hears nothing.
    runtime.onMessage?.removeListener(hear);
  }

  function hear(message: HostMessage): void {
    if (message.type === 'place_changed') refresh();
    if (message.type === 'frame_drawn') clearTimeout(frameDeadline);
  }

  runtime.onMessage.addListener(hear);
  refresh();
  return refresh;
}
