import { useState } from 'preact/hooks';
import type { Banner, BannerItem } from '../../shared/core/banner.ts';
import type { Locale } from '../../shared/core/locale.ts';

/** Which of a banner's incidents is shown. */
export interface Pages {
  readonly item: BannerItem;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  readonly following: BannerItem;
  readonly turnTo: (item: BannerItem) => void;
}

/** A way through the incidents of one bar. It holds on to the one a person turned to, and else shows the gravest. */
export function usePager(items: Banner['items']): Pages {
  const [turnedTo, setTurnedTo] = useState<string | null>(null);
  const index = Math.max(
    0,
    items.findIndex(({ incident }) => incident.id === turnedTo),
  );
  return {
    item: items[index] ?? items[0],
    index,
    count: items.length,
    following: items[(index + 1) % items.length] ?? items[0],
    turnTo: ({ incident }) => setTurnedTo(incident.id),
  };
}

interface PagerProps {
  readonly pager: Pages;
  readonly locale: Locale;
  readonly onTurn: (item: BannerItem) => void;
}

/** "1 of 3", and the next at a click; nothing where there is one. */
export function Pager({ pager, locale: { say, number }, onTurn }: PagerProps) {
  const { index, count, following, turnTo } = pager;
  if (count === 1) return null;
  const next = () => {
    turnTo(following);
    onTurn(following);
  };
  const where = [number(index + 1), number(count)] as const;
  const title = say('banner_next');
  return (
    <button type="button" class="button pager" title={title} onClick={next}>
      <span aria-hidden="true">{where.join('/')}</span>
      <span class="unseen">{`${say('banner_which', ...where)} ${title}`}</span>
      <svg viewBox="0 0 8 16" width="8" height="16" aria-hidden="true">
        <path class="shape-line" d="M2 4l4 4-4 4" />
      </svg>
    </button>
  );
}
