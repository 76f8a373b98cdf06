import * as v from 'valibot';
import type { HiddenHere } from '../../shared/core/banner.ts';
import { isLive } from '../../shared/model/incident.ts';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { createTurns } from './in-turn.ts';
import type { StorageArea } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** Tab id → incident id → the material revision that was hidden there. */
const Hidden = v.record(v.string(), v.record(v.string(), v.number()));
export type Hidden = v.InferOutput<typeof Hidden>;

/** Holds what is hidden. Changes are made one after the other: of two tabs that hide at once neither is lost. */
export interface HiddenKeeper extends Pick<Stored<Hidden>, 'load' | 'clear'> {
  /** True where that changed anything. */
  readonly change: (change: (hidden: Hidden) => Hidden) => Promise<boolean>;
}

/** "Hide here" holds for one tab, and as long as the browser runs: tab ids mean nothing after that. */
export function storedHidden(sessionArea: StorageArea): HiddenKeeper {
  const kept = stored(sessionArea, 'hidden', Hidden, {});
  const inTurn = createTurns();
  return {
    load: () => inTurn(() => kept.load()),
    clear: () => inTurn(() => kept.clear()),
    change: (change) =>
      inTurn(async () => {
        const before = await kept.load();
        const after = change(before);
        const isNews = JSON.stringify(after) !== JSON.stringify(before);
        if (isNews) await kept.save(after);
        return isNews;
      }),
  };
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
  return only(hidden, (_tabId, id) => id !== incidentId);
}

/** Shows an incident again in one tab. */
export function unhideInTab(hidden: Hidden, shownIn: number, incidentId: string): Hidden {
  return only(hidden, (tabId, id) => tabId !== `${shownIn}` || id !== incidentId);
}

/** Lets go of a tab that was closed: nothing is hidden there any more. */
export function withoutTab(hidden: Hidden, closed: number): Hidden {
  return only(hidden, (tabId) => tabId !== `${closed}`);
}

/** Lets go of incidents that are over or shown no more. */
export function hiddenOf(hidden: Hidden, incidents: readonly Pick<IncidentView, 'id' | 'phase'>[]): Hidden {
  return only(hidden, (_tabId, id) => incidents.some((incident) => incident.id === id && isLive(incident)));
}

/** Without what is not to be kept, and without tabs in which nothing is left. */
function only(hidden: Hidden, isKept: (tabId: string, incidentId: string) => boolean): Hidden {
  const kept: Hidden = {};
  for (const [tabId, here] of Object.entries(hidden)) {
    for (const [id, revision] of Object.entries(here)) {
      if (isKept(tabId, id)) kept[tabId] = { ...kept[tabId], [id]: revision };
    }
  }
  return kept;
}
