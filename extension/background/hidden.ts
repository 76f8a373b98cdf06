import * as v from 'valibot';
import type { ClientState } from '../../shared/core/client-state.ts';
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

/** The state as a tab's banner is to see it: what is hidden there counts like what is acknowledged. */
export function stateInTab(
  state: ClientState,
  hidden: Hidden,
  tabId: number,
): Pick<ClientState, 'view' | 'own'> {
  const acknowledged = { ...state.own.acknowledged };
  for (const [id, revision] of Object.entries(hidden[tabId] ?? {})) {
    acknowledged[id] = Math.max(acknowledged[id] ?? 0, revision);
  }
  return { view: state.view, own: { acknowledged } };
}
