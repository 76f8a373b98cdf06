import type { Role } from '../../../shared/model/person.ts';
import { localPerson } from '../../auth/local-tokens.ts';
import { saveAccount } from '../accounts.ts';
import type { Caller } from '../hub-api.ts';
import { beginSession, usualLife } from '../sessions.ts';
import type { Desk } from './desk.ts';
import { acceptInvitation } from './invitations.ts';

/** Uses a code or an invitation up; the session's person, or `null` where it is unknown, used or too old. */
export function startSession(desk: Desk, codeHash: string, sessionHash: string): Caller | null {
  const { sql, at: now, audit } = desk;
  const code = sql
    .exec<{ role: Role; expires_at: string }>(
      'DELETE FROM sign_in_codes WHERE hash = ? RETURNING role, expires_at',
      codeHash,
    )
    .toArray()[0];
  if (!code) return acceptInvitation(desk, codeHash, sessionHash);
  if (code.expires_at <= now) return null;
  const person = localPerson(code.role);
  const { id, name, role } = person;
  const fresh = {
    isActive: true,
    origin: 'local',
    issuer: null,
    subject: null,
    addedAt: now,
    signedInAt: now,
  } as const;
  saveAccount(sql, { ...fresh, person: id, name, role });
  beginSession(sql, { hash: sessionHash, person: id, at: now, provenAt: now, ...usualLife });
  audit({ actor: person, action: 'sign_in', outcome: 'done' });
  return person;
}
