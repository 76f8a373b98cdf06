import { nounAt, type RelayState } from '../../shared/core/relay-state.ts';
import { type Audience, MEMBERS_MAX, type PersonId } from '../../shared/model/audience.ts';
import type { Role } from '../../shared/model/person.ts';
import type { PersonChange, RowFault } from '../../shared/protocol/people.ts';
import type { Account, AccountOrigin } from './accounts.ts';

/** What is told of a person. What is left out stays as it is; of somebody new it is nothing, and the role `stakeholder`. */
export interface ToldPerson {
  readonly person: PersonId;
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  /** Whoever is told of is active, unless it says otherwise. */
  readonly isActive?: boolean;
  /** The audiences that shall name the person by hand. */
  readonly audiences?: readonly string[] | undefined;
  /** Where it stands in a file. */
  readonly line?: number;
}

/** How a list is meant. */
export interface ProvisionRules {
  /** What is noted of accounts that it makes. */
  readonly origin: AccountOrigin;
  /** Whoever is active and not in the list is removed; who asks, and the machine's own people in local mode, stay. */
  readonly removeMissing?: boolean;
}

/** All that a list would do, before anything is done. */
export interface ProvisionPlan {
  readonly changes: readonly PersonChange[];
  readonly faults: readonly RowFault[];
  /** The accounts that change, as they will stand. */
  readonly accounts: readonly Account[];
  /** The audiences that change, as they will stand. */
  readonly audiences: readonly Audience[];
}

/** Pure: what this list means for these accounts and audiences. Where `faults` is not empty, nothing of it may be done. */
export function planPeople(
  known: readonly Account[],
  state: RelayState,
  { list, by, at, rules }: { list: readonly ToldPerson[]; by: PersonId; at: string; rules: ProvisionRules },
): ProvisionPlan {
  const accounts = new Map(known.map((account) => [account.person, account]));
  const named = namedIn(state);
  const faults: RowFault[] = [];
  const steps: Step[] = [];
  const seen = new Set<PersonId>();
  for (const told of [...list, ...(rules.removeMissing ? leavers(known, list, by) : [])]) {
    const step = stepFor(told, accounts.get(told.person) ?? null, rules.origin, at);
    const fault = seen.has(told.person) ? twice : refuse(step, told, by, state);
    seen.add(told.person);
    if (fault) faults.push({ line: told.line ?? null, ...fault });
    else steps.push(step);
  }
  const after = new Map([...accounts, ...steps.map(({ to }) => [to.person, to] as const)]);
  if (countAdmins(accounts) > 0 && countAdmins(after) === 0) faults.push(lastAdmin);
  const audiences = newAudiences(state, list, named);
  for (const { id, members } of audiences) if (members.length > MEMBERS_MAX) faults.push(tooMany(id));
  const changes = steps.map((step) => changeOf(step, named)).filter((change) => change !== null);
  return { changes, faults, audiences, accounts: steps.filter(isAccountChanged).map(({ to }) => to) };
}

/** The ids of the audiences that name each person by hand, in order. */
export function namedIn({ audiences }: RelayState): ReadonlyMap<PersonId, readonly string[]> {
  const named = new Map<PersonId, string[]>();
  for (const id of Object.keys(audiences).toSorted()) {
    for (const person of new Set(nounAt(audiences, id)?.members)) {
      const ids = named.get(person);
      if (ids) ids.push(id);
      else named.set(person, [id]);
    }
  }
  return named;
}

interface Step {
  readonly from: Account | null;
  readonly to: Account;
  readonly audiences: readonly string[] | undefined;
}

type Fault = Omit<RowFault, 'line'>;

const twice: Fault = { code: 'twice', message: 'This person stands in the list twice.' };

const lastAdmin: RowFault = {
  line: null,
  code: 'last_admin',
  message: 'No admin would be left.',
};

const tooMany = (id: string): RowFault => ({
  line: null,
  code: 'catalogue_full',
  message: `"${id}" would have more than ${MEMBERS_MAX} members.`,
});

function leavers(known: readonly Account[], list: readonly ToldPerson[], by: PersonId): ToldPerson[] {
  const listed = new Set(list.map(({ person }) => person));
  return known
    .filter(({ person, isActive, origin }) => isActive && origin !== 'local' && !listed.has(person))
    .filter(({ person }) => person !== by)
    .map(({ person }) => ({ person, isActive: false }));
}

function stepFor(told: ToldPerson, from: Account | null, origin: AccountOrigin, at: string): Step {
  const fresh: Account = {
    person: told.person,
    name: told.person,
    role: 'stakeholder',
    isActive: true,
    origin,
    issuer: null,
    subject: null,
    addedAt: at,
    signedInAt: null,
  };
  const before = from ?? fresh;
  const to: Account = {
    ...before,
    name: told.name ?? before.name,
    role: told.role ?? before.role,
    isActive: told.isActive ?? true,
  };
  return { from, to, audiences: told.audiences && [...new Set(told.audiences)].toSorted() };
}

function refuse({ from, to, audiences }: Step, { person }: ToldPerson, by: PersonId, state: RelayState) {
  const unknown = audiences?.find((id) => !nounAt(state.audiences, id));
  if (unknown !== undefined)
    return { code: 'unknown_audience', message: `There is no audience "${unknown}".` };
  const isOwn = person === by && from !== null;
  if (isOwn && (to.role !== from.role || !to.isActive))
    return {
      code: 'own_account',
      message: 'Nobody changes their own role or removes themselves: another admin can.',
    };
  return null;
}

function countAdmins(accounts: ReadonlyMap<PersonId, Account>): number {
  return [...accounts.values()].filter(({ role, isActive }) => role === 'admin' && isActive).length;
}

/** The audiences whose lists of members become others. Members are told by the list alone: order and all others stay. */
function newAudiences(
  state: RelayState,
  list: readonly ToldPerson[],
  named: ReadonlyMap<PersonId, readonly string[]>,
): Audience[] {
  const joining = new Map<string, PersonId[]>();
  const leaving = new Map<string, Set<PersonId>>();
  for (const { person, audiences } of list) {
    if (!audiences) continue;
    const [was, is] = [new Set(named.get(person)), new Set(audiences)];
    for (const id of is.difference(was)) joining.set(id, [...(joining.get(id) ?? []), person]);
    for (const id of was.difference(is)) leaving.set(id, (leaving.get(id) ?? new Set()).add(person));
  }
  return [...new Set([...joining.keys(), ...leaving.keys()])].toSorted().flatMap((id) => {
    const audience = nounAt(state.audiences, id);
    if (!audience) return [];
    const staying = audience.members.filter((member) => !leaving.get(id)?.has(member));
    return [{ ...audience, members: [...staying, ...(joining.get(id) ?? [])] }];
  });
}

function isAccountChanged({ from, to }: Step): boolean {
  return from === null || from.name !== to.name || from.role !== to.role || from.isActive !== to.isActive;
}

function changeOf(
  { from, to, audiences }: Step,
  named: ReadonlyMap<PersonId, readonly string[]>,
): PersonChange | null {
  const was = named.get(to.person) ?? [];
  const pairs: [string, unknown, unknown][] = [
    ['name', from?.name ?? null, to.name],
    ['role', from?.role ?? null, to.role],
    ['isActive', from?.isActive ?? null, to.isActive],
    ['audiences', was, audiences ?? was],
  ];
  const changed = pairs.filter(([, a, b]) => JSON.stringify(a) !== JSON.stringify(b));
  if (changed.length === 0) return null;
  return {
    id: to.person,
    what: whatOf(from, to),
    changed: Object.fromEntries(changed.map(([name, a, b]) => [name, { from: a, to: b }])),
  };
}

function whatOf(from: Account | null, to: Account): PersonChange['what'] {
  if (from === null) return 'added';
  if (from.isActive === to.isActive) return 'changed';
  return to.isActive ? 'returned' : 'removed';
}
