import { useEffect, useRef, useState } from 'preact/hooks';
import { isAcknowledged } from '../../../shared/core/summary.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { IncidentCard } from '../../../shared/ui/incident-card.tsx';
import type { Scene } from '../../../shared/ui/scene.ts';
import type { Background } from '../background.ts';
import { useFolds } from './use-folds.ts';

interface LiveIncidentsProps {
  readonly incidents: readonly IncidentView[];
  readonly acknowledged: Readonly<Record<string, number>>;
  readonly scene: Scene;
  readonly background: Background;
  readonly refresh: () => Promise<unknown>;
}

/** A card for each live incident. Showing them here is reading them, so it is told once for each revision. */
export function LiveIncidents({ incidents, acknowledged, scene, background, refresh }: LiveIncidentsProps) {
  const [failedId, setFailedId] = useState<string | null>(null);
  const foldOf = useFolds(incidents.map(({ id }) => id));
  useOpened(incidents, background);
  const acknowledge = async (event: MouseEvent, { id, revision }: IncidentView) => {
    if (!event.isTrusted) return;
    try {
      await background.ask('acknowledge', { incidentId: id, revision });
      setFailedId(null);
      await refresh();
    } catch {
      setFailedId(id);
    }
  };
  return (
    <>
      {incidents.map((incident) => (
        <IncidentCard
          key={incident.id}
          incident={incident}
          scene={scene}
          level={2}
          fold={foldOf(incident.id)}
          actions={{
            isAcknowledged: isAcknowledged(incident, acknowledged),
            hasFailed: failedId === incident.id,
            onAcknowledge: (event) => void acknowledge(event, incident),
            // A tab that does not open shows by itself; there is nothing to add.
            onOpen: (url) =>
              void background.ask('open_incident', { incidentId: incident.id, url }).catch(() => undefined),
          }}
        />
      ))}
    </>
  );
}

function useOpened(incidents: readonly IncidentView[], background: Background) {
  const toldRef = useRef(new Map<string, number>());
  useEffect(() => {
    const opened = incidents
      .filter(({ id, revision }) => toldRef.current.get(id) !== revision)
      .map(({ id, revision }) => ({ id, revision }));
    if (opened.length === 0) return;
    for (const { id, revision } of opened) toldRef.current.set(id, revision);
    background.ask('incidents_opened', { incidents: opened }).catch(() => {
      for (const { id } of opened) toldRef.current.delete(id);
    });
  }, [incidents, background]);
}
