import type { IncidentView, View } from '../protocol/view.ts';
import { type Change, changesBetween } from './changes.ts';
import { concernOf } from './concern.ts';
import type { Standing } from './standing.ts';
import { isAcknowledged, summarise } from './summary.ts';

/** What happened on a person's services while they were away, each incident once and at the end of its story. */
export interface CatchUp {
  /** Still live, and told to nobody before. */
  readonly began: readonly IncidentView[];
  /** Live before, and materially otherwise now. */
  readonly changed: readonly { readonly incident: IncidentView; readonly changes: readonly Change[] }[];
  readonly ended: readonly IncidentView[];
}

/** When somebody was not there; ISO times of the relay. */
export interface Away {
  readonly from: string;
  readonly until: string;
}

/**
 * What somebody missed who was away; `null` where there is nothing to tell. What the person has acknowledged as it stands, on
 * another device, is no news, nor is what happened after they were back.
 */
export function catchUp({ view, own }: Pick<Standing, 'view' | 'own'>, away: Away): CatchUp | null {
  const isMissed = (at: string) => at > away.from && at <= away.until;
  const { live, over } = summarise(mineOf(view, own));
  const news = live.filter((incident) => !isAcknowledged(incident, own.acknowledged));
  const began = news.filter((incident) => isMissed(publishedAt(incident)));
  const changed = news
    .filter((incident) => publishedAt(incident) <= away.from && hasMaterial(incident, isMissed))
    .map((incident) => ({ incident, changes: changesSince(incident, away.from) }));
  const ended = over.filter(({ resolvedAt }) => resolvedAt !== null && isMissed(resolvedAt));
  return began.length + changed.length + ended.length === 0 ? null : { began, changed, ended };
}

function mineOf(view: View, own: Standing['own']): View {
  return { ...view, incidents: view.incidents.filter((one) => concernOf(one, view, own) === 'mine') };
}

/** When people first heard of it. It may have begun earlier, and where the oldest updates are cut off, that is all we know. */
function publishedAt({ updates, isTruncated, startedAt }: IncidentView): string {
  return (isTruncated ? undefined : updates.at(-1)?.at) ?? startedAt;
}

function hasMaterial({ updates }: IncidentView, isMissed: (at: string) => boolean): boolean {
  return updates.some(({ at, isMaterial }) => isMaterial && isMissed(at));
}

function changesSince(incident: IncidentView, from: string): Change[] {
  const known = incident.updates.find(({ at }) => at <= from);
  return known ? changesBetween(known, incident) : [];
}
