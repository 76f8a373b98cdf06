import type { RelayState } from '../../shared/core/relay-state.ts';
import { viewerOf } from '../../shared/core/view.ts';
import { framesFor } from './frames.ts';
import type { ShardChange } from './hub-api.ts';
import { movedPeople } from './people.ts';
import { peopleToRetell } from './retell.ts';
import type { NounKey } from './state-store.ts';
import { type Owed, owedShards, oweMoves } from './owed.ts';
import { allViews, moveView, type ViewTexts } from './views.ts';

/** Milliseconds after which a shard that was not reached is told again. */
export const RETRY_MS = 2_000;

/** A change without whom the shard has to send away: that is read when the change goes out. */
export type PlannedChange = Omit<ShardChange, keyof Owed>;

/**
 * What each shard has to be told of a commit, and in the same transaction the new positions of their views and the note
 * that the shards are owed it. A view that may read nothing of the change is left as it is, number and all.
 */
export function planChanges(
  sql: SqlStorage,
  texts: ViewTexts,
  before: RelayState,
  after: RelayState,
  changed: readonly NounKey[],
  at: string,
): PlannedChange[] {
  const retryAt = new Date(Date.parse(at) + RETRY_MS).toISOString();
  const audiences = changed.filter(({ kind }) => kind === 'audiences').map(({ id }) => id);
  const moved = movedPeople(before, after, audiences);
  const toRetell = peopleToRetell(sql, before, after, changed);
  const views = allViews(sql);
  for (const { key, shard } of views) oweMoves(sql, shard, moved.get(key) ?? []);
  const owed = owedShards(sql);
  return views.flatMap((view): PlannedChange[] => {
    const frames = framesFor(viewerOf(view.key), before, after, changed);
    const retell = toRetell.get(view.key) ?? [];
    if (frames.length === 0 && retell.length === 0 && !owed.has(view.shard)) return [];
    const next = moveView(sql, view, frames.length, retryAt);
    return [
      {
        viewKey: view.key,
        shard: view.shard,
        position: next.position,
        vouchedAt: at,
        view: texts.of(after, next),
        frames: frames.map((frame, index) => ({ ...frame, offset: view.position.offset + index + 1 })),
        own: {},
        retell,
      },
    ];
  });
}
