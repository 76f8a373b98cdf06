import * as v from 'valibot';
import { type LinkState, linkStates } from '../../shared/core/link-state.ts';
import type { LinkChange } from '../data/diagnostics.ts';
import type { StorageArea } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** How many changes are remembered. */
export const HISTORY_KEPT = 50;

/** How the link has read lately, so that somebody can look at a bad morning in the afternoon. */
export interface LinkHistory {
  /** To be told each time the link is painted; only what is new is kept. Settled when it is stored. */
  readonly note: (link: LinkState, at: string) => Promise<void>;
  /** Newest first. */
  readonly changes: () => readonly LinkChange[];
  readonly clear: () => Promise<void>;
}

const Changes = v.array(v.object({ at: v.string(), link: v.picklist(linkStates) }));

export async function loadLinkHistory(area: StorageArea): Promise<LinkHistory> {
  const kept: Stored<readonly LinkChange[]> = stored(area, 'linkHistory', Changes, []);
  let changes = await kept.load();
  return {
    async note(link, at) {
      if (changes[0]?.link === link) return;
      changes = [{ at, link }, ...changes].slice(0, HISTORY_KEPT);
      await kept.save(changes);
    },
    changes: () => changes,
    async clear() {
      changes = [];
      await kept.clear();
    },
  };
}
