import { nounAt, type RelayState } from '../../shared/core/relay-state.ts';
import type { Source, SourceKind } from '../../shared/model/source.ts';
import type { NewSource } from './hub-api.ts';

/** What is needed to verify a request to this address; `null` for an unknown kind and key. */
export function findProof(
  sql: SqlStorage,
  state: RelayState,
  kind: SourceKind,
  keyHash: string,
): { sourceId: string; sealedSecrets: string[] } | null {
  const row = sql
    .exec<{ source: string; sealed: string | null; sealed_before: string | null }>(
      'SELECT source, sealed, sealed_before FROM source_proofs WHERE key_hash = ?',
      keyHash,
    )
    .toArray()[0];
  if (!row || nounAt(state.sources, row.source)?.kind !== kind) return null;
  return {
    sourceId: row.source,
    sealedSecrets: [row.sealed, row.sealed_before].filter((sealed) => sealed !== null),
  };
}

export function createProof(sql: SqlStorage, { id, keyHash, sealedSecret }: NewSource): void {
  if (keyHash === null) throw new Error('a new source needs the key of its address');
  sql.exec(
    'INSERT INTO source_proofs (source, key_hash, sealed) VALUES (?, ?, ?)',
    id,
    keyHash,
    sealedSecret,
  );
}

/** Puts a new secret beside the one before it, which stays good until the next change; `null` keeps what there is. */
export function changeProof(
  sql: SqlStorage,
  id: string,
  { keyHash, sealedSecret }: Omit<NewSource, 'id' | 'kind'>,
): void {
  if (sealedSecret !== null) {
    sql.exec(
      'UPDATE source_proofs SET sealed_before = sealed, sealed = ? WHERE source = ?',
      sealedSecret,
      id,
    );
  }
  if (keyHash !== null) sql.exec('UPDATE source_proofs SET key_hash = ? WHERE source = ?', keyHash, id);
}

export function forgetProof(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM source_proofs WHERE source = ?', id);
}

export function noteRefused(sql: SqlStorage, id: string, at: string): void {
  sql.exec(
    'UPDATE source_proofs SET refused_count = refused_count + 1, refused_at = ? WHERE source = ?',
    at,
    id,
  );
}

/** All sources by name, each with its health: what it last showed us. */
export function sourcesWithHealth(sql: SqlStorage, sources: readonly Source[]): object[] {
  return sources.map((source) => {
    const { last_event_at, refused_count, refused_at } = sql
      .exec<HealthRow>(
        'SELECT last_event_at, refused_count, refused_at FROM source_proofs WHERE source = ?',
        source.id,
      )
      .one();
    const quarantinedCount = sql
      .exec<{ count: number }>(
        `SELECT COUNT(*) AS count FROM inbound WHERE source = ? AND status = 'quarantined'`,
        source.id,
      )
      .one().count;
    const isRefused = refused_at !== null && refused_at > (last_event_at ?? '');
    return {
      ...source,
      lastEventAt: last_event_at,
      health: isRefused ? 'refused' : quarantinedCount > 0 ? 'quarantined' : 'ok',
      refusedCount: refused_count,
      quarantinedCount,
    };
  });
}

type HealthRow = { last_event_at: string | null; refused_count: number; refused_at: string | null };
