/** Uses the ticket up; false where it was used before. Storage remembers it until it is too old to pass anyway. */
export function useTicket(sql: SqlStorage, id: string, expiresAtMs: number): boolean {
  const insert = 'INSERT INTO used_tickets (id, expires_at_ms) VALUES (?, ?) ON CONFLICT (id) DO NOTHING';
  return sql.exec(insert, id, expiresAtMs).rowsWritten > 0;
}

/** Reads them all: a minute's tickets, once in a while, against an index that each connection would have to write. */
export function forgetOldTickets(sql: SqlStorage, nowMs: number): void {
  sql.exec('DELETE FROM used_tickets WHERE expires_at_ms <= ?', nowMs);
}
