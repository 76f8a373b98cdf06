import type { Rejection } from '../../../shared/core/rejection.ts';
import { hasRole, type Role } from '../../../shared/model/person.ts';
import { addMinutes } from '../../../shared/model/time.ts';
import type { CreateInvitation, Invitation } from '../../../shared/protocol/invitations.ts';
import type { FirstInvitation } from '../../auth/first-invitation.ts';
import { type Account, accountOf, saveAccount } from '../accounts.ts';
import { actorOf, type Answer, type Caller, type IdempotencyKey } from '../hub-api.ts';
import { beginSession } from '../sessions.ts';
import type { Desk } from './desk.ts';
import { once } from './once.ts';
import { provisionPeople } from './provision.ts';

const VALID_MINUTES = 7 * 24 * 60;
/** Who was invited has nothing else to sign in with: the session lasts, and an admin can end it. */
const INVITED_LIFE = { minutes: 30 * 24 * 60, idleMinutes: 14 * 24 * 60 };

type Row = {
  id: string;
  person: string;
  name: string;
  role: Role;
  made_by: string;
  made_at: string;
  expires_at: string;
};

/** An invitation as the caller has drawn it: SHA-256 of its secret (hex), and what the secret is derived from under the relay's key. */
export interface DrawnInvitation {
  readonly id: string;
  readonly hash: string;
  readonly seed: string;
}

export function listInvitations({ sql, at }: Desk): Invitation[] {
  const open = 'SELECT * FROM invitations WHERE used_at IS NULL AND expires_at > ? ORDER BY made_at DESC';
  return sql.exec<Row>(open, at).toArray().map(shown);
}

/** Takes an invitation in. A new one for the same person takes the place of the one before. */
export function createInvitation(
  desk: Desk,
  caller: Caller,
  { person, name = person, role }: CreateInvitation,
  { id, hash, seed }: DrawnInvitation,
  repeat: IdempotencyKey | null,
): Answer | Rejection {
  const { sql, at, audit } = desk;
  return once(desk, caller, repeat, () => {
    if (!hasRole(caller.role, role))
      return { rejected: 'beyond_own_rights', detail: `You have the role ${caller.role}.` };
    // What is taken up is a session without scopes, in the role that the account has.
    if (caller.scopes && (role !== 'stakeholder' || accountOf(sql, person)?.isActive))
      return { rejected: 'beyond_own_rights', detail: 'A token invites newcomers, as stakeholders.' };
    sql.exec('DELETE FROM invitations WHERE person = ? AND used_at IS NULL', person);
    const expiresAt = addMinutes(at, VALID_MINUTES);
    const invitation: Invitation = { id, person, name, role, madeBy: caller.id, madeAt: at, expiresAt };
    insert(desk, hash, invitation);
    audit({
      actor: actorOf(caller),
      action: 'invitation.create',
      target: person,
      outcome: 'done',
      detail: { role },
    });
    return { status: 201, body: JSON.stringify({ ...invitation, seed }) };
  });
}

export function withdrawInvitation({ sql, audit }: Desk, caller: Caller, id: string): Answer | Rejection {
  const gone = sql
    .exec<{ person: string }>('DELETE FROM invitations WHERE id = ? AND used_at IS NULL RETURNING person', id)
    .toArray()[0];
  if (!gone) return { rejected: 'not_found', detail: 'There is no such invitation.' };
  audit({ actor: actorOf(caller), action: 'invitation.withdraw', target: gone.person, outcome: 'done' });
  return { status: 204, body: null };
}

/** Takes a first invitation up, once; `null` where it was taken up before or is too old. */
export function acceptFirstInvitation(
  desk: Desk,
  { person, expiresAt }: FirstInvitation,
  hash: string,
  sessionHash: string,
): Caller | null {
  const { sql, at } = desk;
  const isUsed = sql.exec('SELECT 1 FROM invitations WHERE hash = ?', hash).toArray().length > 0;
  if (isUsed || expiresAt <= at) return null;
  const role = 'admin';
  insert(desk, hash, {
    id: `inv_${hash.slice(0, 32)}`,
    person,
    name: person,
    role,
    madeBy: 'relay key',
    madeAt: at,
    expiresAt,
  });
  return acceptInvitation(desk, hash, sessionHash);
}

/** Takes an invitation up: the account is made, or stands as it is, and a session begins. `null` where it is no good. */
export function acceptInvitation(desk: Desk, hash: string, sessionHash: string): Caller | null {
  const { sql, at, audit } = desk;
  const taken =
    'UPDATE invitations SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at > ? RETURNING *';
  const invitation = sql.exec<Row>(taken, at, hash, at).toArray()[0];
  if (!invitation) return null;
  const { person, name, role, made_by: madeBy } = invitation;
  // Who invited is who says the role: nobody could take up one that gives them another role than they had.
  const by = { kind: 'person', id: madeBy, name: madeBy, role: 'admin' } as const;
  const before = accountOf(sql, person);
  // Whoever made it meant this role, unless another admin has given another one since.
  if (!before?.isActive) provisionPeople(desk, [{ person, name, role }], { by, origin: 'invitation' });
  const account = accountOf(sql, person);
  if (!account) throw new Error('an invitation made no account');
  saveAccount(sql, { ...account, signedInAt: at });
  beginSession(sql, { hash: sessionHash, person, at, provenAt: at, ...INVITED_LIFE });
  audit({ actor: callerOf(account), action: 'sign_in', target: invitation.id, outcome: 'done' });
  return callerOf(account);
}

function insert({ sql }: Desk, hash: string, invitation: Invitation): void {
  const { id, person, name, role, madeBy, madeAt, expiresAt } = invitation;
  sql.exec(
    `INSERT INTO invitations (id, hash, person, name, role, made_by, made_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    hash,
    person,
    name,
    role,
    madeBy,
    madeAt,
    expiresAt,
  );
}

function shown({ id, person, name, role, made_by, made_at, expires_at }: Row): Invitation {
  return { id, person, name, role, madeBy: made_by, madeAt: made_at, expiresAt: expires_at };
}

function callerOf({ person, name, role }: Account): Caller {
  return { kind: 'person', id: person, name, role };
}
