import { useEffect, useRef } from 'preact/hooks';
import type { Notice } from '../../../shared/core/notices.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import type { Fold } from '../../../shared/ui/scene.ts';
import type { Background } from '../background.ts';

/** The incidents that are on screen with all their details. One that is folded shows too little to say that it was read. */
export function shownWhole(
  notices: readonly Notice[],
  foldOf: (id: string) => Pick<Fold, 'isOpen'> | undefined,
): IncidentView[] {
  return notices
    .map(({ incident }) => incident)
    .filter(({ id }) => {
      const fold = foldOf(id);
      return fold === undefined || fold.isOpen;
    });
}

/** Showing them here is reading them, so it is told once for each revision. */
export function useOpened(incidents: readonly IncidentView[], background: Background): void {
  const toldRef = useRef(new Map<string, number>());
  useEffect(() => {
    const opened = incidents
      .map(({ id, revision }) => ({ id, revision }))
      .filter(({ id, revision }) => toldRef.current.get(id) !== revision);
    if (opened.length === 0) return;
    for (const { id, revision } of opened) toldRef.current.set(id, revision);
    background.ask('incidents_opened', { incidents: opened }).catch(() => {
      for (const { id } of opened) toldRef.current.delete(id);
    });
  }, [incidents, background]);
}
