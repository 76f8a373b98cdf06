import { isRejection } from '../../../shared/core/rejection.ts';
import type { Actor } from '../../../shared/model/person.ts';
import type { PersonChange } from '../../../shared/protocol/people.ts';
import { type Account, accountOf, allAccounts, saveAccount } from '../accounts.ts';
import { renamePerson } from '../people.ts';
import { planPeople, type ProvisionPlan, type ProvisionRules, type ToldPerson } from '../provision-plan.ts';
import type { Desk } from './desk.ts';

/** Who asks for it, and how the list is meant. */
export interface Provisioning extends ProvisionRules {
  readonly by: Extract<Actor, { id: string }>;
  /** Tells what would be, and does nothing. */
  readonly isDryRun?: boolean;
}

/**
 * The one way in which people come, change and go: by hand, by file, by sign-in, and later by SCIM. Either all of the list holds or none
 * of it does, and then `faults` says why. Role and access change at once: sessions and devices read the account at each call, and who is
 * removed loses both.
 */
export function provisionPeople(
  desk: Desk,
  list: readonly ToldPerson[],
  { by, isDryRun, ...rules }: Provisioning,
): ProvisionPlan {
  const known = allAccounts(desk.sql);
  const plan = planPeople(known, desk.state(), { list, by: by.id, at: desk.at, rules });
  if (isDryRun || plan.faults.length > 0) return plan;
  for (const audience of plan.audiences) {
    const saved = desk.carryOut({ type: 'save_audience', audience }, by);
    // A refusal would leave half of the list done; the plan has asked for all there can be. A throw undoes the whole commit.
    if (isRejection(saved)) throw new Error(`audience not saved: ${saved.rejected}`);
  }
  settleAccounts(desk, plan.accounts);
  for (const { id, what, changed } of plan.changes)
    desk.audit({ actor: by, action: actions[what], target: id, outcome: 'done', detail: { changed } });
  return plan;
}

const actions: Record<PersonChange['what'], string> = {
  added: 'person.add',
  changed: 'person.change',
  returned: 'person.return',
  removed: 'person.remove',
};

/**
 * Puts accounts as they stand in place of those before, with all that follows: who is removed loses every access, and who has another role
 * leaves the views that are no longer theirs. Whoever writes accounts in any other way leaves sockets open.
 */
export function settleAccounts(desk: Desk, accounts: readonly Account[]): void {
  const [leaving, moving]: [string[], string[]] = [[], []];
  for (const account of accounts) {
    const before = accountOf(desk.sql, account.person);
    saveAccount(desk.sql, account);
    renamePerson(desk.sql, account);
    if (before?.isActive && !account.isActive) leaving.push(account.person);
    else if (before && before.role !== account.role) moving.push(account.person);
  }
  for (const person of leaving)
    desk.sql.exec('DELETE FROM invitations WHERE person = ? AND used_at IS NULL', person);
  if (leaving.length > 0) desk.revoke({ people: leaving });
  if (moving.length > 0) desk.resettle(moving);
}
