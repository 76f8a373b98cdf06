/** Uses the ticket up; false where it was used before. Storage remembers it until it is too old to pass anyway. */
export function useTicket(sql: SqlStorage, id: string, expiresAtMs: number): boolean {
  return (
    sql
      .exec(
        'INSERT INTO used_tickets (id, expires_at_ms) VALUES (?, ?) ON CONFLICT (id) DO NOTHING RETURNING id',
        id,
        expiresAtMs,
      )
      .toArray().length > 0
  );
}

export function forgetOldTickets(sql: SqlStorage, nowMs: number): void {
  sql.exec('DELETE FROM used_tickets WHERE expires_at_ms <= ?', nowMs);
}
