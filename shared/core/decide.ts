import { assertNever } from './assert-never.ts';
import type { Command, DecisionContext } from './command.ts';
import { decideCatalogue } from './decide-catalogue.ts';
import { discardDraft, publishDraft, reportFact } from './decide-draft.ts';
import { openIncident, postUpdate, retireIncident, setIncidentAudiences } from './decide-incident.ts';
import { advanceMaintenance, scheduleMaintenance } from './decide-maintenance.ts';
import type { Event } from './event.ts';
import type { Rejection } from './rejection.ts';
import { nounAt, type RelayState } from './relay-state.ts';
import { settleDraft } from './settle-draft.ts';
import { writeDraft } from './write-draft.ts';

/**
 * What follows from a command: the events to append (none where nothing changes), or a refusal. Pure; whether the
 * actor may send such a command at all is asked before, by the route.
 */
export function decide(state: RelayState, command: Command, context: DecisionContext): Event[] | Rejection {
  switch (command.type) {
    case 'open_incident':
      return openIncident(state, command.input, context);
    case 'post_update':
      return postUpdate(state, command, context);
    case 'set_incident_audiences':
      return setIncidentAudiences(state, command, context);
    case 'erase_draft_author': {
      const draft = nounAt(state.drafts, command.draftId);
      if (draft?.kind !== 'written') return [];
      return [{ type: 'draft_saved', draft: { ...draft, author: { id: command.as, name: command.as } } }];
    }
    case 'erase_author': {
      const { incidentId, updateIds, as } = command;
      if (!nounAt(state.incidents, incidentId)) return [];
      return [{ type: 'author_erased', incidentId, updateIds, as }];
    }
    case 'retire_incident':
      return retireIncident(state, command.incidentId, context);
    case 'schedule_maintenance':
      return scheduleMaintenance(state, command.input, context);
    case 'advance_maintenance':
      return advanceMaintenance(state, command.maintenanceId, command.phase);
    case 'report_fact':
      return reportFact(state, command.sourceId, command.fact, context);
    case 'write_draft':
      return writeDraft(state, command.written, context);
    case 'settle_draft':
      return settleDraft(state, command.draftId, context);
    case 'publish_draft':
      return publishDraft(state, command, context);
    case 'discard_draft':
      return discardDraft(state, command.draftId, context);
    case 'save_service':
    case 'remove_service':
    case 'save_tool':
    case 'remove_tool':
    case 'save_audience':
    case 'remove_audience':
    case 'set_claims':
    case 'save_source':
    case 'remove_source':
      return decideCatalogue(state, command);
    default:
      return assertNever(command);
  }
}
