import { openingFrom } from '../../../shared/core/source-mapping.ts';
import type { Draft, FactDraft, WrittenDraft } from '../../../shared/model/draft.ts';
import type { Source } from '../../../shared/model/source.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { now } from '../../clock.ts';
import { type FormState, freshForm } from './form-state.ts';

/** The empty form for a new incident. */
export function openForm(): FormState {
  return freshForm('open', { severity: 'sev3', phase: 'investigating' });
}

/** The form for an incident's next update: what is not changed stays as it is. */
export function updateForm(incident: IncidentView): FormState {
  const impacts = incident.services.map(({ id, impact }) => [`impact.${id}`, impact]);
  return freshForm(`update.${incident.id}`, {
    ...Object.fromEntries(impacts),
    phase: incident.phase,
    severity: incident.severity,
    alsoImpact: 'degraded_performance',
  });
}

/** The form that makes an incident of a draft: as the source's own rule would, or in the words of who wrote it. */
export function draftForm(draft: Draft, sources: readonly Source[]): FormState {
  const opening = draft.kind === 'fact' ? openingOf(draft, sources) : draft.written;
  const form = freshForm(`publish.${draft.id}`, {
    title: opening.title,
    message: opening.message,
    severity: opening.severity ?? 'sev3',
    phase: opening.phase ?? 'investigating',
    workaround: opening.workaround ?? '',
    customerMessage: opening.customerMessage ?? '',
    nextUpdateMinutes: opening.nextUpdateMinutes?.toString() ?? '',
  });
  for (const { id, impact } of opening.services ?? []) form.values.set(`impact.${id}`, impact);
  for (const audience of opening.audiences ?? []) form.values.append('audiences', audience);
  for (const link of opening.links ?? []) {
    form.values.append('linkUrl', link.url);
    form.values.append('linkLabel', link.label);
    form.values.append('linkKind', link.kind);
  }
  return form;
}

/** Of a source that is gone there is no rule any more: then what it said is all there is. */
function openingOf({ sourceId, fact }: FactDraft, sources: readonly Source[]): WrittenDraft {
  const source = sources.find(({ id }) => id === sourceId);
  const { title, message, links } = fact;
  return source ? openingFrom(source, fact, now()) : { title, message, links };
}
