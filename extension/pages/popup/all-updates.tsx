import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import type { Scene } from '../../../shared/ui/scene.ts';
import { UpdateEntry } from '../../../shared/ui/update-entry.tsx';

interface UpdatesProps {
  readonly incident: IncidentView;
  readonly scene: Scene;
}

/** The latest update, and all of them for who asks. Few do, so that the timeline is only loaded then. */
export function AllUpdates({ incident, scene }: UpdatesProps) {
  const [Timeline, setTimeline] = useState<FunctionComponent<UpdatesProps> | null>(null);
  const { updates, isTruncated } = incident;
  const { say } = scene.locale;
  const [latest] = updates;
  if (!latest) return null;
  if (updates.length === 1) {
    return (
      <UpdateEntry update={latest} scene={scene}>
        {isTruncated && <p class="detail">{say('card_older_updates')}</p>}
      </UpdateEntry>
    );
  }
  const toggle = () => {
    if (Timeline) return setTimeline(null);
    // It lies in the extension itself. Where it cannot be read all the same, the latest update stays.
    import('../../../shared/ui/timeline.tsx').then(
      (timeline) => setTimeline(() => timeline.Timeline),
      () => undefined,
    );
  };
  return (
    <div class="updates">
      <p class="card-next">
        <span class="label">{say(Timeline ? 'popup_all_updates' : 'popup_latest_update')}</span>
        <button
          type="button"
          class="link-button"
          aria-expanded={Timeline !== null}
          aria-describedby={`title-${incident.id}`}
          onClick={toggle}
        >
          {Timeline
            ? say('popup_show_latest_only')
            : scene.locale.count('popup_show_all_updates', updates.length)}
        </button>
      </p>
      {Timeline ? (
        <Timeline incident={incident} scene={scene} />
      ) : (
        <UpdateEntry update={latest} scene={scene} />
      )}
    </div>
  );
}
