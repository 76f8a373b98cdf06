import type { LinkState } from '../../shared/core/link-state.ts';
import type { Standing } from '../../shared/core/standing.ts';
import type { ManagedPolicy } from '../data/policy.ts';
import type { PaintBadge } from './badge.ts';
import type { Banners } from './banners.ts';
import type { ChoiceKeeper } from './choices.ts';
import { hiddenOf, type HiddenKeeper } from './hidden.ts';
import type { LinkHistory } from './link-history.ts';
import type { Notifications } from './notifications.ts';
import type { Presence } from './presence.ts';

export interface PainterPorts {
  readonly paintBadge: PaintBadge;
  /** Tells every open page and frame to ask again. */
  readonly tellPages: () => Promise<void>;
  readonly banners: Pick<Banners, 'show'>;
  readonly notifications: Pick<Notifications, 'show'>;
  readonly presence: Pick<Presence, 'runs' | 'away'>;
  readonly standing: () => Standing;
  readonly link: () => LinkState;
  readonly managed: () => ManagedPolicy;
  readonly history: Pick<LinkHistory, 'note'>;
  readonly choices: Pick<ChoiceKeeper, 'prune'>;
  readonly hidden: Pick<HiddenKeeper, 'change'>;
}

/** Shows the state everywhere: the badge, the pages and frames that are open, the banners' hosts, the notification. */
export function createPainter(ports: PainterPorts): () => Promise<void> {
  const { presence, link } = ports;
  let told: readonly unknown[] = [];
  return async () => {
    const now = ports.standing();
    const ran = presence.runs();
    const away = presence.away();
    // Time alone is no news: surfaces have clocks of their own.
    const tells = [
      now.view,
      now.own,
      now.attention,
      now.tools,
      link(),
      ports.managed(),
      away?.from,
      away?.until,
    ];
    const isNews = tells.some((part, index) => part !== told[index]);
    told = tells;
    const results = await Promise.allSettled([
      ports.paintBadge(now, link()),
      isNews ? ports.tellPages() : Promise.resolve(),
      ports.banners.show(now),
      ports.notifications.show(),
      ports.history.note(link(), now.now),
      // While cut off, what is held may be nothing for reasons of its own, such as a cache that was dropped.
      link() === 'current' ? ports.choices.prune(now.view.incidents) : Promise.resolve(),
      link() === 'current' ? ports.hidden.change((all) => hiddenOf(all, now.view.incidents)) : false,
      ran,
    ]);
    // One that fails must not keep the others from being painted, nor pass unseen.
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };
}
