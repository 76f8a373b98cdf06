import { browser } from 'wxt/browser';
import type { ClientState } from '../../shared/core/client-state.ts';
import type { LinkState } from '../../shared/core/link-state.ts';
import type { ToolSettings } from '../../shared/core/tool-settings.ts';
import type { Changed } from '../data/messages.ts';
import type { ManagedPolicy } from '../data/policy.ts';
import type { PaintBadge } from './badge.ts';
import type { Banners } from './banners.ts';

export interface PainterPorts {
  readonly paintBadge: PaintBadge;
  readonly banners: Banners;
  readonly state: () => ClientState;
  readonly link: () => LinkState;
  readonly managed: () => ManagedPolicy;
  readonly toolSettings: () => ToolSettings;
  readonly relayNow: () => string;
}

/** Shows the state everywhere: the badge, the pages and frames that are open, the banners' hosts. */
export function createPainter({
  paintBadge,
  banners,
  state,
  link,
  managed,
  toolSettings,
  relayNow,
}: PainterPorts): () => Promise<void> {
  let told: { state: ClientState; link: LinkState; managed: ManagedPolicy } | null = null;
  return async () => {
    const now = { state: state(), link: link(), managed: managed() };
    const isNews = told?.state !== now.state || told.link !== now.link || told.managed !== now.managed;
    told = now;
    const results = await Promise.allSettled([
      paintBadge(now.state, now.link, relayNow()),
      isNews ? tellPages() : Promise.resolve(),
      banners.show(now.state, toolSettings()),
    ]);
    // One that fails must not keep the others from being painted, nor pass unseen.
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };
}

/** Tells every open page and frame of the extension to ask again. */
export async function tellPages(): Promise<void> {
  const changed: Changed = { type: 'changed' };
  // Firefox delivers a message for all to no frame in somebody else's page; what is sent to a tab reaches its frames.
  const tabs = import.meta.env['FIREFOX'] ? await browser.tabs.query({}) : [];
  // Rejected where no page is open and by tabs without a frame, which is the usual case.
  await Promise.allSettled([
    browser.runtime.sendMessage(changed),
    ...tabs.map(({ id }) => id !== undefined && browser.tabs.sendMessage(id, changed)),
  ]);
}
