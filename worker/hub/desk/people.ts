import type { Rejection } from '../../../shared/core/rejection.ts';
import type { PersonId } from '../../../shared/model/audience.ts';
import type { Role } from '../../../shared/model/person.ts';
import type {
  AddPerson,
  ImportAnswer,
  PeopleAnswer,
  PersonAnswer,
  PersonChange,
  ReplacePerson,
  RowFault,
} from '../../../shared/protocol/people.ts';
import type { ProblemCode } from '../../../shared/protocol/problem.ts';
import { type Account, accountOf, allAccounts } from '../accounts.ts';
import { actorOf, type Answer, type Caller, type IdempotencyKey } from '../hub-api.ts';
import { findAnswer } from '../idempotency.ts';
import { namedIn, type ToldPerson } from '../provision-plan.ts';
import type { Desk } from './desk.ts';
import { once } from './once.ts';
import { provisionPeople } from './provision.ts';

/** Which people are asked for; `null` is any. */
export interface PeopleFilter {
  readonly role: Role | null;
  readonly isActive: boolean | null;
  /** Part of the name or the address, in any case. */
  readonly text: string | null;
  readonly after: string;
  readonly limit: number;
}

/** One page of accounts by address. */
export function listPeople({ sql, state }: Desk, filter: PeopleFilter): PeopleAnswer {
  const text = filter.text?.toLowerCase() ?? '';
  const found = allAccounts(sql).filter(
    ({ person, name, role, isActive }) =>
      person > filter.after &&
      (filter.role === null || filter.role === role) &&
      (filter.isActive === null || filter.isActive === isActive) &&
      (person.includes(text) || name.toLowerCase().includes(text)),
  );
  const named = namedIn(state());
  const people = found.slice(0, filter.limit).map((account) => shown(account, named));
  return { people, next: found.length > filter.limit ? (people.at(-1)?.id ?? null) : null };
}

/** Adds somebody by hand; refused where there is an account already, removed ones included. */
export function addPerson(
  desk: Desk,
  caller: Caller,
  { id, ...told }: AddPerson,
  repeat: IdempotencyKey | null,
): Answer | Rejection {
  return once(desk, caller, repeat, () => {
    if (accountOf(desk.sql, id)) return { rejected: 'already_exists', detail: 'This person has an account.' };
    return provisionOne(desk, caller, { person: id, ...told }, 201);
  });
}

export function replacePerson(
  desk: Desk,
  caller: Caller,
  person: PersonId,
  told: ReplacePerson,
): Answer | Rejection {
  return accountOf(desk.sql, person) ? provisionOne(desk, caller, { person, ...told }, 200) : nobody;
}

/** Takes all access away. The account stays, inactive, so that the person comes back as who they were. */
export function removePerson(desk: Desk, caller: Caller, person: PersonId): Answer | Rejection {
  if (!accountOf(desk.sql, person)) return nobody;
  const done = provisionOne(desk, caller, { person, isActive: false }, 204);
  return 'rejected' in done ? done : { status: 204, body: null };
}

/** A file that was read: rows of the right form, and what is wrong with the others. */
export interface ReadFile {
  readonly rows: readonly ToldPerson[];
  readonly faults: readonly RowFault[];
}

/** Takes a file in: all of it, or where any row is faulty nothing, and then the faults are the answer. A dry run tells both. */
export function importPeople(
  desk: Desk,
  caller: Caller,
  { rows, faults: unread }: ReadFile,
  { isDryRun, removeMissing }: { readonly isDryRun: boolean; readonly removeMissing: boolean },
  repeat: IdempotencyKey | null,
): Answer | Rejection | { readonly faults: readonly RowFault[] } {
  const by = actorOf(caller);
  // What is missing is part of what is asked for, and stands in the address and not in the body.
  const key = repeat && { ...repeat, requestHash: `${repeat.requestHash} ${removeMissing}` };
  const rules = { by, origin: 'csv', removeMissing } as const;
  const look = provisionPeople(desk, rows, { ...rules, isDryRun: true });
  const faults = [...unread, ...look.faults].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const count = (what: PersonChange['what']) => look.changes.filter((change) => change.what === what).length;
  const named = new Set(look.changes.map(({ id }) => id));
  const counts = {
    rows: rows.length + unread.length,
    unchanged: rows.filter(({ person }) => !named.has(person)).length,
    added: count('added'),
    changed: count('changed'),
    returned: count('returned'),
    removed: count('removed'),
  };
  if (isDryRun) return answerWith({ isDryRun, ...counts, changes: [...look.changes], faults });
  const known = key && findAnswer(desk.sql, caller.id, key);
  if (known) return known;
  const outcome = faults.length > 0 ? 'refused' : 'done';
  const detail = { ...counts, faults: faults.length, removeMissing };
  desk.audit({ actor: by, action: 'people.import', outcome, detail });
  if (faults.length > 0) return { faults };
  return once(desk, caller, key, () => {
    provisionPeople(desk, rows, rules);
    return answerWith({ isDryRun, ...counts, changes: [], faults });
  });
}

function answerWith(answer: ImportAnswer): Answer {
  return { status: 200, body: JSON.stringify(answer) };
}

/** Everybody who may sign in. That it was asked for stands in the audit log. */
export function exportPeople({ sql, state, audit }: Desk, caller: Caller): PersonAnswer[] {
  const named = namedIn(state());
  const people = allAccounts(sql)
    .filter(({ isActive }) => isActive)
    .map((account) => shown(account, named));
  audit({
    actor: actorOf(caller),
    action: 'people.export',
    outcome: 'done',
    detail: { people: people.length },
  });
  return people;
}

const nobody: Rejection = { rejected: 'not_found', detail: 'There is no account with this address.' };

function provisionOne(desk: Desk, caller: Caller, told: ToldPerson, status: number): Answer | Rejection {
  const by = actorOf(caller);
  const { faults } = provisionPeople(desk, [told], { by, origin: 'by_hand' });
  const [fault] = faults;
  if (fault) {
    const detail = { why: fault.code };
    desk.audit({ actor: by, action: 'person.change', target: told.person, outcome: 'refused', detail });
    return { rejected: codeOf(fault), detail: fault.message };
  }
  const account = accountOf(desk.sql, told.person);
  return account
    ? { status, body: JSON.stringify(shown(account, namedIn(desk.state()))) }
    : { status, body: null };
}

/** A row's fault as a refusal of one person. */
function codeOf({ code }: RowFault): ProblemCode {
  const codes: readonly ProblemCode[] = ['unknown_audience', 'own_account', 'last_admin', 'catalogue_full'];
  return codes.find((known) => known === code) ?? 'invalid_body';
}

function shown(account: Account, named: ReadonlyMap<PersonId, readonly string[]>): PersonAnswer {
  const { person, name, role, isActive, origin, addedAt, signedInAt } = account;
  const audiences = [...(named.get(person) ?? [])];
  return { id: person, name, role, isActive, origin, audiences, addedAt, signedInAt };
}
