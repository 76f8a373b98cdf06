import type { FunctionComponent } from 'preact';
import { isLive } from '../../../shared/model/incident.ts';
import type { Picture } from '../../data/messages.ts';
import type { AwayCardProps } from './away-card.tsx';
import type { PlannedProps } from './planned.tsx';
import type { SignalsProps } from './signals.tsx';

/** Parts of the popup that are seldom shown; `null` where they are not called for. */
export interface Parts {
  readonly AwayCard: FunctionComponent<AwayCardProps> | null;
  readonly Planned: FunctionComponent<PlannedProps> | null;
  readonly Signals: FunctionComponent<SignalsProps> | null;
}

/**
 * Loads the parts that a picture calls for, so that they are there before it is shown. They lie in the extension itself;
 * where one cannot be read all the same, the rest is shown without it.
 */
export async function loadParts(picture: Picture): Promise<Parts> {
  const asksForSignals = picture.own.signals !== undefined && picture.view.incidents.some(isLive);
  const [away, planned, signals] = await Promise.all([
    picture.away && import('./away-card.tsx').catch(() => null),
    picture.view.maintenances.length > 0 ? import('./planned.tsx').catch(() => null) : null,
    asksForSignals ? import('./signals.tsx').catch(() => null) : null,
  ]);
  return {
    AwayCard: away?.AwayCard ?? null,
    Planned: planned?.Planned ?? null,
    Signals: signals?.Signals ?? null,
  };
}
