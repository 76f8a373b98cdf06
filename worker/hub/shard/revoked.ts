import { limits } from '../../../shared/protocol/limits.ts';
import type { TicketFacts } from '../../auth/ticket.ts';
import type { Revocation } from '../hub-api.ts';

/** What of a ticket, and of the socket that it opened, decides whether a revocation is meant for it. */
export type Holder = Pick<TicketFacts, 'personId' | 'credentialId' | 'version'>;

/** True where this revocation takes the holder's access away. What was bought after it is another matter. */
export function concerns({ kind, id, version }: Revocation, holder: Holder): boolean {
  return holder.version < version && id === (kind === 'person' ? holder.personId : holder.credentialId);
}

/** What the reader of a closed socket is told. */
export const closeReasons: Readonly<Record<Revocation['kind'], string>> = {
  device: 'device_revoked',
  replaced: 'replaced',
  token: 'token_revoked',
  person: 'person_removed',
};

/** Remembers revocations for as long as there may be tickets from before. */
export function rememberRevoked(sql: SqlStorage, revoked: readonly Revocation[], nowMs: number): void {
  for (const { kind, id, version } of revoked)
    sql.exec(
      'INSERT OR REPLACE INTO revoked (kind, id, version, until_ms) VALUES (?, ?, ?, ?)',
      kind,
      id,
      version,
      // Twice a ticket's life: it is stamped a moment after the hub was asked.
      nowMs + 2 * limits.ticketMs,
    );
}

/** True where the ticket was bought before its device, token or person was revoked. */
export function isRevoked(sql: SqlStorage, ticket: Holder): boolean {
  return sql
    .exec<{ kind: Revocation['kind']; id: string; version: number }>('SELECT kind, id, version FROM revoked')
    .toArray()
    .some((revocation) => concerns(revocation, ticket));
}

/** When the last of them is no longer needed, in milliseconds since 1970; `null` where there is none. */
export function lastRevokedMs(sql: SqlStorage): number | null {
  return sql.exec<{ ms: number | null }>('SELECT MAX(until_ms) AS ms FROM revoked').one().ms;
}

export function forgetOldRevoked(sql: SqlStorage, nowMs: number): void {
  sql.exec('DELETE FROM revoked WHERE until_ms <= ?', nowMs);
}
