import type { Readers } from '../model/audience.ts';
import type { Draft, WrittenDraft } from '../model/draft.ts';
import type { DecisionContext } from './command.ts';
import { unknownReference } from './decide-incident.ts';
import type { Event } from './event.ts';
import { audiencesOf, mayRead, type Viewer } from './view.ts';
import type { Rejection } from './rejection.ts';
import { nounAt, type RelayState } from './relay-state.ts';

/** Drafts of people that may wait at once: beyond it no liaison reads them. */
export const WRITTEN_DRAFTS_MAX = 100;

/** A responder writes what a liaison may publish. */
export function writeDraft(
  state: RelayState,
  written: WrittenDraft,
  context: DecisionContext,
): Event[] | Rejection {
  const { actor, now } = context;
  if (actor.kind !== 'person' && actor.kind !== 'program')
    throw new Error(`a draft cannot be written by a ${actor.kind}`);
  const refusal = unknownReference(state, written.services ?? [], written.audiences ?? []);
  if (refusal) return refusal;
  const waiting = Object.values(state.drafts).filter(
    ({ kind, status }) => kind === 'written' && status === 'open',
  );
  if (waiting.length >= WRITTEN_DRAFTS_MAX)
    return { rejected: 'catalogue_full', detail: `There are already ${WRITTEN_DRAFTS_MAX} drafts waiting.` };
  const draft: Draft = {
    kind: 'written',
    id: context.newId('dft'),
    status: 'open',
    incidentId: null,
    createdAt: now,
    updatedAt: now,
    author: { id: actor.id, name: actor.name },
    written,
  };
  return [{ type: 'draft_saved', draft }];
}

/**
 * True where this person may read the draft: liaisons all, authors their own, others what would be published to them. What a source
 * said is meant for whom its rule names; of a source that is gone nobody knows, so it is for liaisons only.
 */
export function mayReadDraft(state: RelayState, draft: Draft, personId: string, isLiaison: boolean): boolean {
  if (isLiaison) return true;
  const viewer: Viewer = { isLiaison, audiences: audiencesOf(state, personId) };
  if (draft.kind === 'written' && draft.author.id === personId) return true;
  const readers = readersOfDraft(state, draft);
  return readers !== null && mayRead(viewer, readers);
}

/** For whom the draft is meant; `null` where nobody knows, since its source is gone. */
export function readersOfDraft(state: RelayState, draft: Draft): Readers | null {
  if (draft.kind === 'written') return draft.written.audiences ?? [];
  return nounAt(state.sources, draft.sourceId)?.rule.audiences ?? null;
}
