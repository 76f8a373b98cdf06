import type { Role } from '../../shared/model/person.ts';
import type { accountOrigins } from '../../shared/protocol/people.ts';

/** Where an account came from. */
export type AccountOrigin = (typeof accountOrigins)[number];

/** What the relay knows of a person who may sign in. Nobody gets in without one that is active. */
export interface Account {
  /** E-mail address, lower case. */
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly isActive: boolean;
  readonly origin: AccountOrigin;
  /** The company's sign-in that the account is bound to, and the person's name there; `null` until the first sign-in. */
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly addedAt: string;
  readonly signedInAt: string | null;
}

type Row = {
  person: string;
  name: string;
  role: Role;
  is_active: number;
  origin: AccountOrigin;
  issuer: string | null;
  subject: string | null;
  added_at: string;
  signed_in_at: string | null;
};

/** The account of a person, active or not; `null` where there is none. */
export function accountOf(sql: SqlStorage, person: string): Account | null {
  const row = sql.exec<Row>('SELECT * FROM accounts WHERE person = ?', person).toArray()[0];
  return row ? accountIn(row) : null;
}

/** The account that a sign-in was bound to, whatever address it has now. */
export function accountOfSubject(sql: SqlStorage, issuer: string, subject: string): Account | null {
  const row = sql
    .exec<Row>('SELECT * FROM accounts WHERE issuer = ? AND subject = ?', issuer, subject)
    .toArray()[0];
  return row ? accountIn(row) : null;
}

/** All accounts by address. */
export function allAccounts(sql: SqlStorage): Account[] {
  return sql.exec<Row>('SELECT * FROM accounts ORDER BY person').toArray().map(accountIn);
}

/** Adds the account or puts it in place of the one with this address. */
export function saveAccount(sql: SqlStorage, account: Account): void {
  sql.exec(
    `INSERT OR REPLACE INTO accounts (person, name, role, is_active, origin, issuer, subject, added_at, signed_in_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    account.person,
    account.name,
    account.role,
    account.isActive ? 1 : 0,
    account.origin,
    account.issuer,
    account.subject,
    account.addedAt,
    account.signedInAt,
  );
}

function accountIn({ is_active, added_at, signed_in_at, ...rest }: Row): Account {
  return { ...rest, isActive: is_active === 1, addedAt: added_at, signedInAt: signed_in_at };
}
