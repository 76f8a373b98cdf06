import type { FunctionComponent } from 'preact';
import { isLive } from '../../../shared/model/incident.ts';
import type { Picture } from '../../data/messages.ts';
import type { AwayCardProps } from './away-card.tsx';
import type { OverTodayProps, PlannedProps } from './sections.tsx';
import type { SignalsProps } from './signals.tsx';

/** Parts of the popup that are not always shown; `null` where they are not called for. */
export interface Parts {
  readonly AwayCard: FunctionComponent<AwayCardProps> | null;
  readonly Planned: FunctionComponent<PlannedProps> | null;
  readonly OverToday: FunctionComponent<OverTodayProps> | null;
  readonly Signals: FunctionComponent<SignalsProps> | null;
}

/**
 * Loads the parts that a picture calls for, so that they are there before it is shown. They lie in the extension itself;
 * where one cannot be read all the same, the rest is shown without it.
 */
export async function loadParts(picture: Picture): Promise<Parts> {
  const { incidents, maintenances } = picture.view;
  const isAnyOver = !incidents.every(isLive);
  const isAnyPlanned = maintenances.length > 0;
  const asksForSignals = picture.own.signals !== undefined && incidents.some(isLive);
  const [away, sections, signals] = await Promise.all([
    picture.away && import('./away-card.tsx').catch(() => null),
    isAnyOver || isAnyPlanned ? import('./sections.tsx').catch(() => null) : null,
    asksForSignals ? import('./signals.tsx').catch(() => null) : null,
  ]);
  return {
    AwayCard: away?.AwayCard ?? null,
    Planned: (isAnyPlanned && sections?.Planned) || null,
    OverToday: (isAnyOver && sections?.OverToday) || null,
    Signals: signals?.Signals ?? null,
  };
}
