import { useEffect, useRef } from 'preact/hooks';
import type { IncidentView } from '../../shared/protocol/view.ts';
import type { BannerPicture } from '../data/messages.ts';
import type { Background } from '../pages/background.ts';
import { proveDisplayed } from './displayed.ts';
import type { Sight } from './watch-sight.ts';

/** The frame of a pill is 44 px high, that of a bar 56: its host makes a pill of a bar where a page leaves no room for one. */
const isPill = () => innerHeight <= 50;

/** Tells the background once for each revision that its bar was displayed. A pill never is, and nothing is without proof. */
export function useDisplayed(
  background: Background,
  { id: incidentId, revision }: Pick<IncidentView, 'id' | 'revision'>,
  { sinceMs, isProof }: Sight,
  refresh: () => Promise<BannerPicture | null>,
): void {
  const toldRef = useRef('');
  const isProvable = isProof && sinceMs !== null;
  useEffect(() => {
    const subject = `${incidentId} ${revision}`;
    if (!isProvable || toldRef.current === subject) return undefined;
    const ending = new AbortController();
    const canBeSeen = async () => {
      const picture = await refresh();
      return picture?.kind === 'banner' && picture.canBeSeen;
    };
    const prove = async () => {
      if (!(await proveDisplayed({ signal: ending.signal, canBeSeen, wait })) || isPill()) return;
      await background.ask('banner_displayed', { incidentId, revision });
      toldRef.current = subject;
    };
    // A background that does not answer gets the proof with the next revision or the next frame.
    prove().catch(() => undefined);
    return () => ending.abort();
  }, [background, incidentId, revision, isProvable, refresh]);
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
