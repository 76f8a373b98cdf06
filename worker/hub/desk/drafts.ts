import { mayReadDraft } from '../../../shared/core/write-draft.ts';
import type { Draft } from '../../../shared/model/draft.ts';
import { hasRole } from '../../../shared/model/person.ts';
import type { Caller } from '../hub-api.ts';
import type { Desk } from './desk.ts';

/** The drafts that this caller may read, newest first. */
export function listDrafts({ state }: Desk, { id, role }: Caller): Draft[] {
  return Object.values(state().drafts)
    .filter((draft) => mayReadDraft(state(), draft, id, hasRole(role, 'liaison')))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}
