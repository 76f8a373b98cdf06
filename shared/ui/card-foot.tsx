import { isLive } from '../model/incident.ts';
import type { IncidentView } from '../protocol/view.ts';
import type { IncidentActions } from './scene.ts';
import { cardStrings } from './card-strings.ts';
import { strings } from './strings.ts';

/** What a person can do with an incident. A surface that scrolls may keep it in sight. */
export function CardFoot({ incident, actions }: { incident: IncidentView; actions: IncidentActions }) {
  const describedBy = `title-${incident.id}`;
  return (
    <div class="card-foot">
      <p role="status" class="detail">
        {actions.hasFailed && cardStrings.gotItFailed}
      </p>
      <button
        type="button"
        class="button"
        aria-describedby={describedBy}
        onClick={() => actions.onOpen(null)}
      >
        {strings.details}
      </button>
      {isLive(incident) && (
        // It stays the same element once pressed, so that a keyboard does not lose its place.
        <button
          type="button"
          class={actions.isAcknowledged ? 'button done' : 'button strong'}
          aria-describedby={describedBy}
          aria-disabled={actions.isAcknowledged}
          onClick={(event) => !actions.isAcknowledged && actions.onAcknowledge(event)}
        >
          {actions.isAcknowledged ? cardStrings.saidGotIt : strings.gotIt}
        </button>
      )}
    </div>
  );
}
