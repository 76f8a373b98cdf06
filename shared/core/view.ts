import type { Readers } from '../model/audience.ts';
import type { Incident } from '../model/incident.ts';
import { isOver, type Maintenance } from '../model/maintenance.ts';
import type { IncidentView, MaintenanceView, View } from '../protocol/view.ts';
import { membersOf } from './membership.ts';
import type { RelayState } from './relay-state.ts';

/** Whom a view is for: the audiences a viewer belongs to, and whether the viewer is a liaison. */
export interface Viewer {
  readonly isLiaison: boolean;
  readonly audiences: Readers;
}

/**
 * The one name of a viewer's view: equal exactly where two viewers may read the same. `l` for liaisons, else `s` and the
 * audiences in order (`s:board,sales`).
 */
export function viewKey(viewer: Viewer): string {
  // A liaison reads everything, so audiences make no further difference.
  return viewer.isLiaison ? 'l' : `s:${viewer.audiences.join()}`;
}

/** The viewer behind a {@link viewKey}. */
export function viewerOf(key: string): Viewer {
  if (key === 'l') return { isLiaison: true, audiences: [] };
  return { isLiaison: false, audiences: key.slice(2).split(',').filter(Boolean) };
}

/** The audiences that a person belongs to, in order. */
export function audiencesOf(state: RelayState, personId: string): Readers {
  return Object.values(state.audiences)
    .filter(({ id }) => membersOf(state, id).has(personId))
    .map(({ id }) => id)
    .toSorted();
}

/** True where the viewer may read what is meant for `readers`. Liaisons write for all, so they read all. */
export function mayRead(viewer: Viewer, readers: Readers): boolean {
  return viewer.isLiaison || readers.length === 0 || readers.some((id) => viewer.audiences.includes(id));
}

/** All that this viewer may see now: services and tools by name, incidents newest first, maintenance soonest first. */
export function viewOf(state: RelayState, viewer: Viewer): View {
  return {
    ...catalogueOf(state),
    incidents: Object.values(state.incidents)
      .map((incident) => incidentView(incident, viewer))
      .filter((incident) => incident !== null)
      .toSorted((a, b) => b.startedAt.localeCompare(a.startedAt) || a.id.localeCompare(b.id)),
    maintenances: Object.values(state.maintenances)
      .map((maintenance) => maintenanceView(maintenance, viewer))
      .filter((maintenance) => maintenance !== null)
      .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt) || a.id.localeCompare(b.id)),
  };
}

/** Services and tools are known to everyone in the company. */
export function catalogueOf(state: RelayState): Pick<View, 'services' | 'tools'> {
  const byName = (a: { name: string; id: string }, b: { name: string; id: string }) =>
    a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id);
  return {
    services: Object.values(state.services).toSorted(byName),
    tools: Object.values(state.tools).toSorted(byName),
  };
}

/** The incident as this viewer may see it, or `null` where it is not for this viewer or has left the views. */
export function incidentView(incident: Incident, viewer: Viewer): IncidentView | null {
  return incident.retiredAt ? null : readableIncident(incident, viewer);
}

/** As {@link incidentView}, retired ones included: what an incident's own page shows. */
export function readableIncident(incident: Incident, viewer: Viewer): IncidentView | null {
  return mayRead(viewer, incident.audiences) ? shownIncident(incident, viewer.isLiaison) : null;
}

// The same incident is the same object to all who may read it: what is made of it can be kept as long as it stands so.
const shown = {
  liaisons: new WeakMap<Incident, IncidentView>(),
  others: new WeakMap<Incident, IncidentView>(),
};

function shownIncident(incident: Incident, isLiaison: boolean): IncidentView {
  const known = isLiaison ? shown.liaisons : shown.others;
  const view = known.get(incident) ?? showIncident(incident, isLiaison);
  known.set(incident, view);
  return view;
}

function showIncident(incident: Incident, isLiaison: boolean): IncidentView {
  const { retiredAt: _retiredAt, audiences, updates, ...shared } = incident;
  return {
    ...shared,
    isRestricted: audiences.length > 0,
    updates: updates.map(({ author, ...update }) => (isLiaison ? { ...update, author } : update)),
    ...(isLiaison ? { audiences } : {}),
  };
}

/** The maintenance as this viewer may see it, or `null` where it is not for this viewer or is over. */
export function maintenanceView(maintenance: Maintenance, viewer: Viewer): MaintenanceView | null {
  if (isOver(maintenance) || !mayRead(viewer, maintenance.audiences)) return null;
  const { audiences, ...shared } = maintenance;
  return viewer.isLiaison ? { ...shared, audiences } : shared;
}
