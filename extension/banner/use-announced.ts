import { useEffect, useRef, useState } from 'preact/hooks';
import type { BannerItem } from '../../shared/core/banner.ts';
import type { Announcement, BannerPicture } from '../data/messages.ts';
import type { Background } from '../pages/background.ts';

/** Long enough for every screen reader to fetch it; after that it would only be met twice by who reads on. */
const SAID_FOR_MS = 5_000;

/** What stands in the live regions now: at once, or when the screen reader is free. */
export interface Said {
  readonly alert: string;
  readonly news: string;
}

const silence: Said = { alert: '', news: '' };

type Shown = Pick<Extract<BannerPicture, { kind: 'banner' }>, 'banner' | 'canBeSeen'>;

/**
 * What is to be said aloud, in `wordsOf` its items. The background says what, once for each material revision and only in the
 * tab in front; what a person turns to is said whenever they do.
 */
export function useAnnounced(
  background: Background,
  { banner: { items }, canBeSeen }: Shown,
  wordsOf: (item: BannerItem) => string,
): { readonly said: Said; readonly say: (item: BannerItem) => void } {
  const [said, setSaid] = useState(silence);
  const settledRef = useRef(new Set<string>());
  // After each drawing: one that got no answer, or was not in front, asks again with the next picture.
  useEffect(() => {
    const open = items.filter((item) => !settledRef.current.has(subjectOf(item)));
    if (!canBeSeen || open.length === 0) return;
    const settle = (granted: readonly Announcement[] | null) => {
      if (!granted) return;
      for (const item of open) settledRef.current.add(subjectOf(item));
      const words = (isAlert: boolean) =>
        open
          .filter(({ incident: { id } }) => granted.some((g) => g.id === id && g.isAlert === isAlert))
          .map(wordsOf)
          .join(' ');
      if (granted.length > 0) setSaid({ alert: words(true), news: words(false) });
    };
    background
      .ask('claim_announcements', {
        incidents: open.map(({ incident: { id, materialRevision } }) => ({ id, materialRevision })),
      })
      .then(settle, () => undefined);
  });
  useEffect(() => {
    if (said === silence) return undefined;
    const timer = setTimeout(() => setSaid(silence), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return { said, say: (item) => setSaid({ alert: '', news: wordsOf(item) }) };
}

function subjectOf({ incident }: BannerItem): string {
  return `${incident.id} ${incident.materialRevision}`;
}
