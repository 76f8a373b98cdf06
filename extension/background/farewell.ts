import * as v from 'valibot';
import { endings, type Ending } from '../../shared/protocol/ending.ts';
import type { StorageArea } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** What is left of a pairing that the relay ended: why, and when in relay time (ISO). No secret, and nobody's name. */
export interface Farewell {
  readonly reason: Ending;
  readonly at: string;
}

const KeptFarewell = v.nullable(v.object({ reason: v.picklist(endings), at: v.string() }));

/** Kept until the browser is paired again or its person says that it is to be forgotten. */
export interface FarewellKeeper {
  readonly current: () => Farewell | null;
  readonly save: (farewell: Farewell) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export function storedFarewell(localArea: StorageArea): Stored<Farewell | null> {
  return stored<Farewell | null>(localArea, 'farewell', KeptFarewell, null);
}

export async function loadFarewell(kept: Stored<Farewell | null>): Promise<FarewellKeeper> {
  let current = await kept.load();
  return {
    current: () => current,
    async save(farewell) {
      current = farewell;
      await kept.save(farewell);
    },
    async clear() {
      current = null;
      await kept.clear();
    },
  };
}
