import { browser } from 'wxt/browser';
import type { LinkState } from '../../shared/core/link-state.ts';
import type { Standing } from '../../shared/core/standing.ts';
import { isFirefox } from '../data/build.ts';
import type { Changed } from '../data/messages.ts';
import type { ManagedPolicy } from '../data/policy.ts';
import type { PaintBadge } from './badge.ts';
import type { Banners } from './banners.ts';
import type { LinkHistory } from './link-history.ts';
import type { Notifications } from './notifications.ts';
import type { Presence } from './presence.ts';

export interface PainterPorts {
  readonly paintBadge: PaintBadge;
  readonly banners: Banners;
  readonly notifications: Pick<Notifications, 'show'>;
  readonly presence: Pick<Presence, 'runs' | 'away'>;
  readonly standing: () => Standing;
  readonly link: () => LinkState;
  readonly managed: () => ManagedPolicy;
  readonly history: Pick<LinkHistory, 'note'>;
}

/** Shows the state everywhere: the badge, the pages and frames that are open, the banners' hosts, the notification. */
export function createPainter(ports: PainterPorts): () => Promise<void> {
  const { presence, link } = ports;
  let told: readonly unknown[] = [];
  return async () => {
    const now = ports.standing();
    const ran = presence.runs();
    const since = presence.away()?.from;
    // Time alone is no news: surfaces have clocks of their own.
    const tells = [now.view, now.own, now.attention, now.tools, link(), ports.managed(), since];
    const isNews = tells.some((part, index) => part !== told[index]);
    told = tells;
    const results = await Promise.allSettled([
      ports.paintBadge(now, link()),
      isNews ? tellPages() : Promise.resolve(),
      ports.banners.show(now),
      ports.notifications.show(),
      ports.history.note(link(), now.now),
      ran,
    ]);
    // One that fails must not keep the others from being painted, nor pass unseen.
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };
}

/** Tells every open page and frame of the extension to ask again. */
export async function tellPages(): Promise<void> {
  const changed: Changed = { type: 'changed' };
  // Firefox delivers a message for all to no frame in somebody else's page; what is sent to a tab reaches its frames.
  const tabs = isFirefox ? await browser.tabs.query({}) : [];
  // Rejected where no page is open and by tabs without a frame, which is the usual case.
  await Promise.allSettled([
    browser.runtime.sendMessage(changed),
    ...tabs.map(({ id }) => id !== undefined && browser.tabs.sendMessage(id, changed)),
  ]);
}
