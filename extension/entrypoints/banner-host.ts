import type { BannerPlace, HostMessage } from '../data/messages.ts';

/*
 * The host of the banner in a tool's page: one element, one frame, and nothing that the page could read. It must stay below
 * 2 kB minified, since it runs in other people's pages, so it is terser than the rest.
 */

const ID = 'masthead-banner';
const REINSERTS = 3;
const REINSERTS_WITHIN_MS = 30_000;
/** Without a word from the frame by then it could not load, and a strip without text points to the toolbar. */
const FRAME_WITHIN_MS = 10_000;
const ALIVE_EVERY_MS = 2_000;

/** Asks for the place again; false where this host is orphaned and has left. */
type Refresh = () => boolean;
/** One world per extension and page, so that a second injection finds the first; another version's world is not this one. */
const world = globalThis as { mastheadHost?: Refresh | undefined };

// An object instead of `defineUnlistedScript`, which only costs bytes here.
export default {
  main() {
    if (!world.mastheadHost?.()) world.mastheadHost = startHost();
  },
};

function startHost(): Refresh {
  const { runtime } = chrome;
  const leaving = new AbortController();
  let element: HTMLElement | null = null;
  let place: Extract<BannerPlace, { kind: 'banner' }>;
  let frameDeadline = 0;
  let removedAt: number[] = [];

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
    const frame = document.createElement('iframe');
    frame.title = 'Masthead';
    // Under COEP only a frame without credentials loads; ours needs none.
    Object.assign(frame, { credentialless: true, src: runtime.getURL('banner-frame.html') });
    frame.style.cssText = 'border:0;width:100%;height:100%;color-scheme:light dark';
    element.attachShadow({ mode: 'closed' }).append(frame);
    lay();
    document.documentElement.append(element);
    watch.observe(document, { childList: true });
    watch.observe(document.documentElement, { childList: true });
    clearTimeout(frameDeadline);
    frameDeadline = window.setTimeout(() => {
      frame.remove();
      lay('height:4px;background:#b3540f');
    }, FRAME_WITHIN_MS);
  }

  /** An overlay: nothing in the page moves. */
  function lay(extra = '', isPrinting = false): void {
    if (!element) return;
    const isPill = place.form === 'pill';
    const edge = isPill ? '16px' : 0;
    // The bar of 40 px or the pill of 28, and 8 around for the shadow. Fixed, since a size that followed the text would tell of it.
    const [width, height] = isPill ? [376, 44] : [1096, 56];
    const isAway = isPrinting || document.fullscreenElement;
    element.style.cssText =
      `all:initial;position:fixed;${place.placement === 'top' ? 'top' : 'bottom'}:${edge};${isPill ? 'inset-inline-end:16px' : 'left:0;right:0;margin:0 auto'};width:${width}px;height:${height}px;max-width:100%;max-height:60%;z-index:2147483647;display:${isAway ? 'none' : 'block'};${extra}`.replace(
        /;|$/g,
        '!important;',
      );
  }

  function leave(): void {
    leaving.abort();
    watch.disconnect();
    clearInterval(aliveTimer);
    clearTimeout(frameDeadline);
    element?.remove();
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
  // Also when the page is back from its cache or looked at again: what was told meanwhile may have been missed.
  for (const type of ['fullscreenchange', 'beforeprint', 'afterprint', 'pageshow', 'visibilitychange']) {
    addEventListener(
      type,
      () => {
        lay('', type === 'beforeprint');
        refresh();
      },
      // Its `signal` is the option; the rest is none.
      leaving,
    );
  }
  refresh();
  return refresh;
}
