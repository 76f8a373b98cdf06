import type { Actor } from '../../shared/model/person.ts';
import { addMinutes } from '../../shared/model/time.ts';
import { accountOf } from './accounts.ts';
import { appendAudit } from './audit.ts';
import type { Desk } from './desk/desk.ts';
import type { Answer, NewSignInCode, Caller } from './hub-api.ts';

/** Takes a new code in, by its hash. The answer holds what the code is made from, so that a repetition can be shown it. */
export function createSignInCode(
  sql: SqlStorage,
  { hash, role, seed, expiresAt }: NewSignInCode,
  actor: Actor,
  at: string,
): Answer {
  appendAudit(sql, at, { actor, action: 'sign_in_code.create', outcome: 'done', detail: { role } });
  sql.exec('INSERT INTO sign_in_codes (hash, role, expires_at) VALUES (?, ?, ?)', hash, role, expiresAt);
  return { status: 201, body: JSON.stringify({ seed, expiresAt }) };
}

/** How long a session lasts at most, and how long without use. */
interface Life {
  readonly minutes: number;
  readonly idleMinutes: number;
}
export const usualLife: Life = { minutes: 12 * 60, idleMinutes: 60 };

/** Notes a session that has begun; `provenAt` is when its person last proved who they are. */
export function beginSession(
  sql: SqlStorage,
  session: Life & {
    readonly hash: string;
    readonly person: string;
    readonly at: string;
    readonly provenAt: string;
  },
): void {
  const { hash, person, at, provenAt, minutes, idleMinutes } = session;
  sql.exec(
    `INSERT INTO sessions (hash, person, started_at, proven_at, seen_at, expires_at, idle_minutes)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    hash,
    person,
    at,
    provenAt,
    at,
    addMinutes(at, minutes),
    idleMinutes,
  );
}

/**
 * The person of a session that is still good, in the role they have now; moves its idle time on, once a minute at most. `byCompany` asks for
 * one whom the company's sign-in has vouched for: a session by invitation does not outlive the change to that.
 */
export function readSession({ sql, at: now }: Desk, sessionHash: string, byCompany: boolean): Caller | null {
  const row = sql
    .exec<{ person: string; proven_at: string; seen_at: string; expires_at: string; idle_minutes: number }>(
      'SELECT person, proven_at, seen_at, expires_at, idle_minutes FROM sessions WHERE hash = ?',
      sessionHash,
    )
    .toArray()[0];
  if (!row || row.expires_at <= now || addMinutes(row.seen_at, row.idle_minutes) <= now) return null;
  if (addMinutes(row.seen_at, 1) <= now) {
    sql.exec('UPDATE sessions SET seen_at = ? WHERE hash = ?', now, sessionHash);
  }
  const account = accountOf(sql, row.person);
  if (!account?.isActive || (byCompany && account.issuer === null)) return null;
  return {
    kind: 'person',
    id: account.person,
    name: account.name,
    role: account.role,
    credentialId: sessionHash,
    endsAt: row.expires_at,
    // On one machine there is nobody to prove oneself to again.
    ...(account.origin === 'local' ? {} : { signedInAt: row.proven_at }),
  };
}

/** Its person signs out; a session that is over already is nothing to write down. */
export function endSession({ sql, audit }: Desk, sessionHash: string): void {
  const ended = sql
    .exec<{ person: string }>('DELETE FROM sessions WHERE hash = ? RETURNING person', sessionHash)
    .toArray()[0];
  const account = ended && accountOf(sql, ended.person);
  if (!account) return;
  const { person: id, name, role } = account;
  audit({ actor: { kind: 'person', id, name, role }, action: 'sign_out', outcome: 'done' });
}

export function forgetOldSessions(sql: SqlStorage, now: string): void {
  sql.exec('DELETE FROM sign_in_codes WHERE expires_at <= ?', now);
  sql.exec('DELETE FROM sessions WHERE expires_at <= ?', now);
}
