import type { RelayState } from '../../shared/core/relay-state.ts';
import { catalogueOf, incidentView, maintenanceView, type Viewer } from '../../shared/core/view.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { Maintenance } from '../../shared/model/maintenance.ts';
import { incidentText } from './fit.ts';
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
    return changeFrame('incident', id, shownIncident(was, viewer), shownIncident(is, viewer));
  }
  if (kind === 'maintenances') {
    const [was, is] = [before.maintenances[id], after.maintenances[id]];
    return changeFrame('maintenance', id, shownMaintenance(was, viewer), shownMaintenance(is, viewer));
  }
  return null;
}

function shownIncident(incident: Incident | undefined, viewer: Viewer): string | null {
  const shown = incident && incidentView(incident, viewer);
  return shown ? incidentText(shown) : null;
}

function shownMaintenance(maintenance: Maintenance | undefined, viewer: Viewer): string | null {
  const shown = maintenance && maintenanceView(maintenance, viewer);
  return shown ? JSON.stringify(shown) : null;
}

/** `was` and `is` are the noun's JSON as the viewer saw it before and sees it now; `null` where it was or is not shown. */
function changeFrame(
  type: 'incident' | 'maintenance',
  id: string,
  was: string | null,
  is: string | null,
): FrameDraft | null {
  const noun = `${type}:${id}`;
  if (is === was) return null;
  const fields = is === null ? JSON.stringify({ type: 'removed', id }) : `{"type":"${type}","${type}":${is}}`;
  return { noun, fields };
}
