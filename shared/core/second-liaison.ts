import type { OpenIncident } from '../model/incident.ts';
import type { SecondLiaisonCause } from '../model/settings.ts';
import type { Command } from './command.ts';
import { nounAt, type RelayState } from './relay-state.ts';
import { readersOfDraft } from './write-draft.ts';

/**
 * Why a company may demand a second liaison for this command: it opens or raises something to sev1, or it opens something for named
 * audiences or changes who they are. Updates of what was confirmed once need nobody again.
 */
export function secondLiaisonCauses(state: RelayState, command: Command): SecondLiaisonCause[] {
  switch (command.type) {
    case 'open_incident':
      return causesOf(command.input, false);
    case 'publish_draft': {
      const draft = nounAt(state.drafts, command.draftId);
      // Publishing to everyone what was drafted for a few opens it up. Of a source that is gone nobody knows whom it meant.
      const readers = draft ? readersOfDraft(state, draft) : [];
      return causesOf(command.input, readers === null || readers.length > 0);
    }
    case 'post_update': {
      const before = nounAt(state.incidents, command.incidentId)?.severity;
      return command.input.severity === 'sev1' && before !== 'sev1' ? ['sev1'] : [];
    }
    case 'set_incident_audiences': {
      const before = nounAt(state.incidents, command.incidentId)?.audiences ?? [];
      return before.length > 0 || command.audiences.length > 0 ? ['confidential'] : [];
    }
    default:
      return [];
  }
}

/** Why opening this may be a matter for two. `wasForNamed` where it was drafted for named audiences. */
export function causesOf(
  { severity, audiences }: Pick<OpenIncident, 'severity' | 'audiences'>,
  wasForNamed: boolean,
): SecondLiaisonCause[] {
  const isConfidential = audiences.length > 0 || wasForNamed;
  return [
    ...(severity === 'sev1' ? (['sev1'] as const) : []),
    ...(isConfidential ? (['confidential'] as const) : []),
  ];
}
