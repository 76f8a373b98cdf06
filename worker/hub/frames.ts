import type { RelayState } from '../../shared/core/relay-state.ts';
import { catalogueOf, incidentView, maintenanceView, type Viewer } from '../../shared/core/view.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { fitIncident } from './fit.ts';
import type { NounKey } from './state-store.ts';

/** A change of one view before it has its offset: the noun's key on the wire, and the frame's own fields as JSON text. */
export interface FrameDraft {
  readonly noun: string;
  readonly fields: string;
}

/**
 * What these changed nouns mean for a viewer: whole nouns as this viewer may see them, or their removal. Empty where the
 * viewer may read none of it before or after, and then nothing of the view may move. Pure.
 */
export function framesFor(
  viewer: Viewer,
  before: RelayState,
  after: RelayState,
  changed: readonly NounKey[],
): FrameDraft[] {
  const isCatalogueChanged = changed.some(({ kind }) => kind === 'services' || kind === 'tools');
  return [
    ...(isCatalogueChanged ? [catalogueFrame(before, after)] : []),
    ...changed.map((noun) => nounFrame(viewer, before, after, noun)),
  ].filter((frame) => frame !== null);
}

function catalogueFrame(before: RelayState, after: RelayState): FrameDraft | null {
  const [was, is] = [JSON.stringify(catalogueOf(before)), JSON.stringify(catalogueOf(after))];
  return was === is ? null : { noun: 'catalogue', fields: `{"type":"catalogue","catalogue":${is}}` };
}

function nounFrame(
  viewer: Viewer,
  before: RelayState,
  after: RelayState,
  { kind, id }: NounKey,
): FrameDraft | null {
  if (kind === 'incidents') {
    const [was, is] = [before.incidents[id], after.incidents[id]];
    return changeFrame('incident', id, fitted(was, viewer), fitted(is, viewer));
  }
  if (kind === 'maintenances') {
    const [was, is] = [before.maintenances[id], after.maintenances[id]];
    return changeFrame(
      'maintenance',
      id,
      was && maintenanceView(was, viewer),
      is && maintenanceView(is, viewer),
    );
  }
  return null;
}

function fitted(incident: Incident | undefined, viewer: Viewer): IncidentView | null {
  const shown = incident && incidentView(incident, viewer);
  return shown ? fitIncident(shown) : null;
}

function changeFrame(
  type: 'incident' | 'maintenance',
  id: string,
  was: { readonly revision: number } | null | undefined,
  is: { readonly revision: number } | null | undefined,
): FrameDraft | null {
  const noun = `${type}:${id}`;
  if (!is) return was ? { noun, fields: JSON.stringify({ type: 'removed', id }) } : null;
  const fields = JSON.stringify({ type, [type]: is });
  return was && JSON.stringify({ type, [type]: was }) === fields ? null : { noun, fields };
}
