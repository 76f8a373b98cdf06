/** When old ledgers were last pruned; `null` for never. */
export function lastPrunedAt(sql: SqlStorage): string | null {
  return readMeta(sql, 'pruned_at');
}

export function notePruned(sql: SqlStorage, at: string): void {
  writeMeta(sql, 'pruned_at', at);
}

/** A value of the `meta` table, which hub and shards have both. */
export function readMeta(sql: SqlStorage, key: string): string | null {
  return sql.exec<{ value: string }>('SELECT value FROM meta WHERE key = ?', key).toArray()[0]?.value ?? null;
}

export function writeMeta(sql: SqlStorage, key: string, value: string): void {
  sql.exec('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value);
}
