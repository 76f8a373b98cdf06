import { isLive } from '../model/incident.ts';
import { msBetween } from '../model/time.ts';
import type { IncidentView } from '../protocol/view.ts';

/** How the next-update promise of an incident stands. Minutes are whole: nothing counts seconds. */
export type PromiseState =
  | { readonly kind: 'none' }
  | { readonly kind: 'due'; readonly inMinutes: number }
  | { readonly kind: 'overdue'; readonly byMinutes: number };

/** The promise at `now` (relay time). It never vanishes while the incident is live: once passed it is overdue. */
export function promiseState(
  incident: Pick<IncidentView, 'phase' | 'nextUpdateDueAt'>,
  now: string,
): PromiseState {
  if (!isLive(incident) || !incident.nextUpdateDueAt) return { kind: 'none' };
  const leftMs = msBetween(now, incident.nextUpdateDueAt);
  if (leftMs > 0) return { kind: 'due', inMinutes: Math.ceil(leftMs / 60_000) };
  return { kind: 'overdue', byMinutes: Math.floor(Math.abs(leftMs) / 60_000) };
}
