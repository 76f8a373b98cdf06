import { browser } from 'wxt/browser';
import type { LinkState } from '../../shared/core/link-state.ts';
import type { Standing } from '../../shared/core/standing.ts';
import type { Changed } from '../data/messages.ts';
import type { ManagedPolicy } from '../data/policy.ts';
import type { PaintBadge } from './badge.ts';
import type { Banners } from './banners.ts';
import type { LinkHistory } from './link-history.ts';

export interface PainterPorts {
  readonly paintBadge: PaintBadge;
  readonly banners: Banners;
  readonly standing: () => Standing;
  readonly link: () => LinkState;
  readonly managed: () => ManagedPolicy;
  readonly history: Pick<LinkHistory, 'note'>;
}

/** Shows the state everywhere: the badge, the pages and frames that are open, the banners' hosts. */
export function createPainter({
  paintBadge,
  banners,
  standing,
  link,
  managed,
  history,
}: PainterPorts): () => Promise<void> {
  let told: readonly unknown[] = [];
  return async () => {
    const now = standing();
    // Time alone is no news: surfaces have clocks of their own.
    const tells = [now.view, now.own, now.attention, now.tools, link(), managed()];
    const isNews = tells.some((part, index) => part !== told[index]);
    told = tells;
    const results = await Promise.allSettled([
      paintBadge(now, link()),
      isNews ? tellPages() : Promise.resolve(),
      banners.show(now),
      history.note(link(), now.now),
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
