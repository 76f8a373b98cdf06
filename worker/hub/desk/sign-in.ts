import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import type { Claims, Standing } from '../../auth/claims.ts';
import { type Account, accountOf, accountOfSubject, saveAccount } from '../accounts.ts';
import type { Caller } from '../hub-api.ts';
import { dayOf } from '../people.ts';
import { beginSession, usualLife } from '../sessions.ts';
import type { Desk } from './desk.ts';
import { settleAccounts } from './provision.ts';

/** What a sign-in by the company needs to know of the relay's setting. */
export interface JoiningRules {
  /** Whether an account is made for whom the relay does not know. */
  readonly mayJoin: boolean;
}

/** Lets somebody in whom the company's sign-in has proven, in the role and the audiences that follow from it, and begins a session. */
export function signIn(
  desk: Desk,
  claims: Claims,
  standing: Standing,
  rules: JoiningRules,
  sessionHash: string,
): { readonly person: string } | Rejection {
  const account = admitClaims(desk, claims, standing, rules);
  if (isRejection(account)) {
    const why = account.detail;
    desk.audit({
      actor: { kind: 'anonymous' },
      action: 'sign_in',
      target: claims.person,
      outcome: 'refused',
      detail: { why },
    });
    return account;
  }
  const { sql, at } = desk;
  const provenAt = claims.provenAt !== null && claims.provenAt < at ? claims.provenAt : at;
  beginSession(sql, { hash: sessionHash, person: account.person, at, provenAt, ...usualLife });
  saveAccount(sql, { ...account, signedInAt: at });
  const { person: id, name, role } = account;
  desk.audit({ actor: { kind: 'person', id, name, role }, action: 'sign_in', outcome: 'done' });
  return { person: id };
}

/** Who comes with each request, as the company's own gate has proven them. Writes only where something is new. */
export function admitCaller(
  desk: Desk,
  claims: Claims,
  standing: Standing,
  rules: JoiningRules,
): Caller | Rejection {
  const account = admitClaims(desk, claims, standing, rules);
  if (isRejection(account)) return account;
  noteProven(desk, account, claims.provenAt);
  const { person: id, name, role } = account;
  return { kind: 'person', id, name, role };
}

/** Remembers the day on which the gate last let them in anew: devices go by it. */
function noteProven({ sql, at }: Desk, account: Account, provenAt: string | null): void {
  if (provenAt === null || provenAt > at || dayOf(provenAt) <= dayOf(account.signedInAt ?? '')) return;
  saveAccount(sql, { ...account, signedInAt: provenAt });
}

/** A line of the audit log for a sign-in that came to nothing. What was claimed is not proven, and so is not written down. */
export function noteSignInRefused(desk: Desk, why: string): void {
  desk.audit({ actor: { kind: 'anonymous' }, action: 'sign_in', outcome: 'refused', detail: { why } });
}

/**
 * The account of who was proven, brought in line with the claims, or why there is none. An account is bound to issuer and subject at its
 * first sign-in: whoever is given a leaver's address later is not taken for them.
 */
export function admitClaims(
  desk: Desk,
  claims: Claims,
  standing: Standing,
  { mayJoin }: JoiningRules,
): Account | Rejection {
  const { sql, at } = desk;
  const bound = accountOfSubject(sql, claims.issuer, claims.subject);
  const named = accountOf(sql, claims.person);
  const refusal = refuseClaims(bound, named, claims, mayJoin);
  if (refusal) return refusal;
  const before = bound ?? named ?? newAccount(claims, at);
  const account: Account = {
    ...before,
    name: claims.name,
    role: standing.role ?? before.role,
    issuer: claims.issuer,
    subject: claims.subject,
  };
  if (JSON.stringify(account) !== JSON.stringify(bound)) {
    settleAccounts(desk, [account]);
    auditSettled(desk, named ?? bound, account);
  }
  const actor = { kind: 'person', id: account.person, name: account.name, role: account.role } as const;
  const claimed = standing.audiences.filter((id) => Object.hasOwn(desk.state().audiences, id));
  const set = desk.carryOut({ type: 'set_claims', person: account.person, audiences: claimed }, actor);
  if (isRejection(set)) throw new Error(`claims not set: ${set.rejected}`);
  return account;
}

/** A new account, or another role, is written down as if an admin had made it; the company's sign-in is who did. */
function auditSettled({ audit }: Desk, before: Account | null, account: Account): void {
  const { person: id, name, role } = account;
  if (before?.role === role) return;
  const changed = { role: { from: before?.role ?? null, to: role } };
  audit({
    actor: { kind: 'person', id, name, role },
    action: before ? 'person.change' : 'person.add',
    target: id,
    outcome: 'done',
    detail: { changed, by: 'sign_in' },
  });
}

function refuseClaims(
  bound: Account | null,
  named: Account | null,
  claims: Claims,
  mayJoin: boolean,
): Rejection | null {
  // Receipts, audiences and devices hang on the address: an admin decides what becomes of them.
  if (bound && bound.person !== claims.person)
    return refused('The address of this account has changed. An admin can add the new one.');
  if (named?.issuer === claims.issuer && !bound)
    return refused('This address belongs to an account of somebody else.');
  const account = bound ?? named;
  if (account && !account.isActive) return refused('This account has been removed.');
  if (!account && !mayJoin) return refused('There is no account for this address. An admin can add it.');
  return null;
}

function refused(detail: string): Rejection {
  return { rejected: 'sign_in_refused', detail };
}

function newAccount({ person, name, issuer, subject }: Claims, at: string): Account {
  return {
    person,
    name,
    role: 'stakeholder',
    isActive: true,
    origin: 'sign_in',
    issuer,
    subject,
    addedAt: at,
    signedInAt: at,
  };
}
