import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import type { Command } from '../../../shared/core/command.ts';
import type { PersonId } from '../../../shared/model/audience.ts';
import type { PersonExport } from '../../../shared/protocol/erasure.ts';
import { randomHex } from '../../random.ts';
import { accountOf, allAccounts } from '../accounts.ts';
import { erasePersonRows, updatesBy } from '../erase.ts';
import { heldOn } from '../held.ts';
import { actorOf, type Answer, type Caller } from '../hub-api.ts';
import type { Desk } from './desk.ts';

/** Everything held on a person; that it was asked for stands in the audit log. */
export function exportPerson(
  { sql, at, audit }: Desk,
  caller: Caller,
  person: PersonId,
): PersonExport | Rejection {
  const held = heldOn(sql, person);
  if (Object.keys(held).length === 0) return nobody;
  audit({ actor: actorOf(caller), action: 'person.export', target: person, outcome: 'done' });
  return { person, exportedAt: at, held };
}

/**
 * Erases a person for good. What was done stays in the events and the audit log, by a random name that nothing leads back from; this is
 * the one exception to both being appended to only. The name is drawn here and kept beside nothing. So no answer is kept for a repetition
 * either: beside the name it would hold a hash of the request, which whoever guesses the address could make as well.
 */
export function erasePerson(desk: Desk, caller: Caller, person: PersonId): Answer | Rejection {
  if (person === caller.id) return { rejected: 'own_account', detail: 'Another admin can erase you.' };
  if (isLastAdmin(desk, person)) return { rejected: 'last_admin', detail: 'No admin would be left.' };
  if (Object.keys(heldOn(desk.sql, person)).length === 0) return nobody;
  const as = `erased-${randomHex(8)}`;
  for (const command of commandsFor(desk, person, as)) {
    const done = desk.carryOut(command, actorOf(caller));
    // Half an erasure is none: a throw undoes the whole commit.
    if (isRejection(done)) throw new Error(`not erased: ${done.rejected}`);
  }
  desk.revoke({ people: [person] });
  // Last, since all that was done so far has named the person once more.
  erasePersonRows(desk.sql, person, as);
  desk.audit({ actor: actorOf(caller), action: 'person.erase', target: as, outcome: 'done' });
  return { status: 200, body: JSON.stringify({ erasedAs: as }) };
}

const nobody: Rejection = { rejected: 'not_found', detail: 'Nothing is held under this address.' };

function isLastAdmin({ sql }: Desk, person: PersonId): boolean {
  const account = accountOf(sql, person);
  if (account?.role !== 'admin' || !account.isActive) return false;
  return !allAccounts(sql).some(
    (other) => other.role === 'admin' && other.isActive && other.person !== person,
  );
}

/** What the nouns say of a person, put right by commands, so that views and shards learn of it. */
function commandsFor({ sql, state }: Desk, person: PersonId, as: string): Command[] {
  const { audiences, drafts } = state();
  return [
    { type: 'set_claims', person, audiences: [] },
    ...Object.values(audiences)
      .filter(({ members }) => members.includes(person))
      .map(({ fromSignIn: _kept, ...audience }): Command => {
        const members = audience.members.filter((member) => member !== person);
        return { type: 'save_audience', audience: { ...audience, members } };
      }),
    ...Object.values(drafts)
      .filter((draft) => draft.kind === 'written' && draft.author.id === person)
      .map(({ id }): Command => ({ type: 'erase_draft_author', draftId: id, as })),
    ...Array.from(updatesBy(sql, person), ([incidentId, updateIds]): Command => ({
      type: 'erase_author',
      incidentId,
      updateIds,
      as,
    })),
  ];
}
