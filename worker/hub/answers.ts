import { assertNever } from '../../shared/core/assert-never.ts';
import type { Command } from '../../shared/core/command.ts';
import type { Event } from '../../shared/core/event.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import { readableIncident, type Viewer } from '../../shared/core/view.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { incidentText } from './fit.ts';
import type { Answer } from './hub-api.ts';

/** The answer to a command that was carried out: the noun as it stands now and as the viewer may see it. */
export function answerTo(
  command: Command,
  events: readonly Event[],
  state: RelayState,
  viewer: Viewer,
): Answer {
  switch (command.type) {
    case 'open_incident':
    case 'publish_draft': {
      const opened = events.find((event) => event.type === 'incident_opened');
      return incidentAnswer(201, opened && state.incidents[opened.incident.id], viewer) ?? done;
    }
    case 'post_update':
      return incidentAnswer(201, state.incidents[command.incidentId], viewer) ?? done;
    case 'set_incident_audiences':
    case 'erase_author':
    case 'retire_incident':
      return incidentAnswer(200, state.incidents[command.incidentId], viewer) ?? done;
    case 'schedule_maintenance': {
      const saved = events.find((event) => event.type === 'maintenance_saved');
      return nounAnswer(201, saved?.maintenance);
    }
    case 'advance_maintenance':
      return nounAnswer(200, state.maintenances[command.maintenanceId]);
    case 'save_service':
      return nounAnswer(command.mustBeNew ? 201 : 200, command.service);
    case 'save_tool':
      return nounAnswer(command.mustBeNew ? 201 : 200, command.tool);
    case 'save_audience':
      return nounAnswer(command.mustBeNew ? 201 : 200, state.audiences[command.audience.id]);
    case 'save_source':
      return nounAnswer(command.mustBeNew ? 201 : 200, command.source);
    case 'write_draft': {
      const saved = events.find((event) => event.type === 'draft_saved');
      return nounAnswer(201, saved?.draft);
    }
    case 'discard_draft':
      return nounAnswer(200, state.drafts[command.draftId]);
    case 'erase_draft_author':
    case 'remove_service':
    case 'remove_tool':
    case 'remove_audience':
    case 'set_claims':
    case 'remove_source':
    case 'report_fact':
    case 'settle_draft':
      return done;
    default:
      return assertNever(command);
  }
}

/** An incident as the viewer may read it, retired or not; `null` where it is not for this viewer. */
export function incidentAnswer(
  status: number,
  incident: Incident | null | undefined,
  viewer: Viewer,
): Answer | null {
  const shown = incident && readableIncident(incident, viewer);
  return shown ? { status, body: incidentText(shown), revision: shown.revision } : null;
}

const done: Answer = { status: 204, body: null };

function nounAnswer(status: number, noun: object | undefined): Answer {
  return noun ? { status, body: JSON.stringify(noun) } : done;
}
