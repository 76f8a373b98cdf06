import { useState } from 'preact/hooks';
import { asksAcknowledgement, type Notice } from '../../../shared/core/notices.ts';
import type { BarState, IncidentActions } from '../../../shared/ui/scene.ts';
import type { Background } from '../background.ts';

/** What a person can do with each incident in the popup, and where the last attempt failed. */
export function useIncidentActions(
  background: Background,
  barOf: (notice: Notice) => BarState | null,
  refresh: () => Promise<unknown>,
): (notice: Notice) => IncidentActions {
  const [failedId, setFailedId] = useState<string | null>(null);
  const attempt = async (id: string, asked: Promise<unknown>) => {
    try {
      await asked;
      setFailedId(null);
      await refresh();
    } catch {
      setFailedId(id);
    }
  };
  return (notice) => {
    const { id, revision } = notice.incident;
    const state = barOf(notice);
    return {
      isAcknowledged: notice.isAcknowledged,
      asksAcknowledgement: asksAcknowledgement(notice),
      hasFailed: failedId === id,
      onAcknowledge: (event) => {
        if (event.isTrusted) void attempt(id, background.ask('acknowledge', { incidentId: id, revision }));
      },
      // A tab that does not open shows by itself; there is nothing to add.
      onOpen: (url) => void background.ask('open_incident', { incidentId: id, url }).catch(() => undefined),
      bar: state
        ? {
            state,
            onToggle: () =>
              void attempt(
                id,
                background.ask(state.kind === 'shown' ? 'snooze' : 'show_again', { incidentId: id }),
              ),
          }
        : undefined,
    };
  };
}
