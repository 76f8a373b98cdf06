import type { Draft } from '../../shared/model/draft.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { Memory } from './commit.ts';
import { saveNouns } from './state-store.ts';

/**
 * Lets go of drafts that are over and that nothing has moved for as long as inbound events are remembered: from then on
 * their facts cannot be told from new ones anyway. The events they came from stay in the log.
 */
export function forgetOldDrafts(memory: Memory, atMs: number): void {
  const before = new Date(atMs - limits.inboundKeptMs).toISOString();
  const { drafts, incidents } = memory.state;
  const isOld = (draft: Draft) =>
    draft.updatedAt < before &&
    (draft.status !== 'open' || (draft.kind === 'fact' && draft.fact.phase === 'resolved')) &&
    (draft.incidentId === null || !incidents[draft.incidentId]);
  const old = Object.values(drafts).filter(isOld);
  if (old.length === 0) return;
  const kept = Object.fromEntries(Object.entries(drafts).filter(([, draft]) => !isOld(draft)));
  const state = { ...memory.state, drafts: kept };
  saveNouns(
    memory.storage.sql,
    state,
    old.map(({ id }) => ({ kind: 'drafts', id })),
  );
  memory.state = state;
}
