import { openingFrom } from '../../../shared/core/source-mapping.ts';
import type { Draft } from '../../../shared/model/draft.ts';
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

/** The form that makes an incident of a draft, as the source's own rule would. */
export function draftForm(draft: Draft, sources: readonly Source[]): FormState {
  const source = sources.find(({ id }) => id === draft.sourceId);
  const { fact } = draft;
  const opening = source && openingFrom(source, fact, now());
  const form = freshForm(`publish.${draft.id}`, {
    title: fact.title,
    message: fact.message,
    severity: opening?.severity ?? 'sev3',
    phase: opening?.phase ?? 'investigating',
  });
  for (const { id, impact } of opening?.services ?? []) form.values.set(`impact.${id}`, impact);
  for (const audience of opening?.audiences ?? []) form.values.append('audiences', audience);
  for (const link of fact.links) {
    form.values.append('linkUrl', link.url);
    form.values.append('linkLabel', link.label);
    form.values.append('linkKind', link.kind);
  }
  return form;
}
