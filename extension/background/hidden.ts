import * as v from 'valibot';
import type { HiddenHere } from '../../shared/core/banner.ts';
import type { IncidentView } from '../../shared/protocol/view.ts';
import type { StorageArea } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** Tab id → incident id → the material revision that was hidden there. */
const Hidden = v.record(v.string(), v.record(v.string(), v.number()));
export type Hidden = v.InferOutput<typeof Hidden>;

/** "Hide here" holds for one tab, and as long as the browser runs: tab ids mean nothing after that. */
export function storedHidden(sessionArea: StorageArea): Stored<Hidden> {
  return stored(sessionArea, 'hidden', Hidden, {});
}

export function hideInTab(
  hidden: Hidden,
  tabId: number,
  incidentId: string,
  materialRevision: number,
): Hidden {
  return { ...hidden, [tabId]: { ...hidden[tabId], [incidentId]: materialRevision } };
}

/** What is hidden in one tab. */
export function hiddenIn(hidden: Hidden, tabId: number): HiddenHere {
  return hidden[tabId] ?? {};
}

/** The ids of those of these incidents that are hidden in at least one tab as they stand. */
export function hiddenSomewhere(
  hidden: Hidden,
  incidents: readonly Pick<IncidentView, 'id' | 'materialRevision'>[],
): string[] {
  return incidents
    .filter(({ id, materialRevision }) =>
      Object.values(hidden).some((here) => (here[id] ?? 0) >= materialRevision),
    )
    .map(({ id }) => id);
}

/** Shows an incident again in every tab. */
export function unhide(hidden: Hidden, incidentId: string): Hidden {
  return Object.fromEntries(
    Object.entries(hidden).map(([tabId, here]) => [tabId, without(here, incidentId)]),
  );
}

/** Shows an incident again in one tab. */
export function unhideInTab(hidden: Hidden, tabId: number, incidentId: string): Hidden {
  return { ...hidden, [tabId]: without(hidden[tabId] ?? {}, incidentId) };
}

function without(here: Hidden[string], incidentId: string): Hidden[string] {
  return Object.fromEntries(Object.entries(here).filter(([id]) => id !== incidentId));
}
