import * as v from 'valibot';
import { ClientState, emptyClientState } from '../../shared/core/client-state.ts';
import type { StorageArea } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** What is kept of the relay's state, under one key so that its parts always belong together. */
const Cache = v.object({
  state: ClientState,
  /** Between the relay's clock and this browser's, for ages after a restart. */
  clockOffsetMs: v.number(),
});
export type Cache = v.InferOutput<typeof Cache>;

/** How the last attempts to reach the relay went. It must outlive the worker, or each wake-up would start from nothing. */
const LinkMemory = v.object({
  /** Attempts since the link last was settled. */
  attempt: v.number(),
  /** Wall clock in milliseconds before which no attempt may be made; `null` for none. */
  waitsUntilMs: v.nullable(v.number()),
  /** True where the relay asked for the wait: then nobody shortens it. */
  isImposed: v.boolean(),
  verdict: v.picklist(['none', 'refused', 'outdated']),
});
export type LinkMemory = v.InferOutput<typeof LinkMemory>;

export const freshLinkMemory: LinkMemory = {
  attempt: 0,
  waitsUntilMs: null,
  isImposed: false,
  verdict: 'none',
};

export function storedCache(area: StorageArea): Stored<Cache> {
  return stored(area, 'cache', Cache, { state: emptyClientState, clockOffsetMs: 0 });
}

export function storedLinkMemory(area: StorageArea): Stored<LinkMemory> {
  return stored(area, 'link', LinkMemory, freshLinkMemory);
}
