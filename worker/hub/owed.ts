import type { Position } from '../../shared/protocol/cursor.ts';
import type { Revocation, ShardChange } from './hub-api.ts';

/** What a shard is owed whatever else it is told: who has to go. It stands in the database until the shard has done it. */
export type Owed = Pick<ShardChange, 'moved' | 'revoked'>;

/** Notes that these people have to be sent away from the shard. */
export function oweMoves(sql: SqlStorage, shard: string, people: readonly string[]): void {
  for (const person of people)
    sql.exec('INSERT OR IGNORE INTO moves (shard, person) VALUES (?, ?)', shard, person);
}

/**
 * Notes a revocation for every shard there is: which of them holds a socket of it, or will be shown a ticket that was bought
 * before, only they know.
 */
export function oweRevocation(sql: SqlStorage, { kind, id, version }: Revocation): void {
  sql.exec(
    `INSERT OR REPLACE INTO revocations (shard, kind, id, version) SELECT shard, ?, ?, ? FROM views`,
    kind,
    id,
    version,
  );
}

/** All that this shard is owed. */
export function owedTo(sql: SqlStorage, shard: string): Owed {
  const moved = sql.exec<{ person: string }>('SELECT person FROM moves WHERE shard = ?', shard).toArray();
  return { moved: moved.map(({ person }) => person), revoked: revocationsFor(sql, shard) };
}

export function revocationsFor(sql: SqlStorage, shard: string): Revocation[] {
  return sql
    .exec<RevocationRow>('SELECT kind, id, version FROM revocations WHERE shard = ?', shard)
    .toArray();
}

/** The shards that have to send somebody away. */
export function owedShards(sql: SqlStorage): ReadonlySet<string> {
  const rows = sql.exec<{ shard: string }>('SELECT shard FROM moves UNION SELECT shard FROM revocations');
  return new Set(rows.toArray().map(({ shard }) => shard));
}

/** How many shards have not yet carried out every revocation. */
export function countPending(sql: SqlStorage): number {
  return sql.exec<{ count: number }>('SELECT COUNT(DISTINCT shard) AS count FROM revocations').one().count;
}

/** The shard has taken the view at this position and done what it was owed; anything newer it is still owed. */
export function noteReached(sql: SqlStorage, shard: string, position: Position, done: Owed): void {
  for (const person of done.moved)
    sql.exec('DELETE FROM moves WHERE shard = ? AND person = ?', shard, person);
  for (const { kind, id, version } of done.revoked)
    sql.exec(
      'DELETE FROM revocations WHERE shard = ? AND kind = ? AND id = ? AND version = ?',
      shard,
      kind,
      id,
      version,
    );
  if (owedShards(sql).has(shard)) return;
  sql.exec(
    'UPDATE views SET retry_at = NULL WHERE shard = ? AND epoch = ? AND offset = ?',
    shard,
    position.epoch,
    position.offset,
  );
}

type RevocationRow = { kind: Revocation['kind']; id: string; version: number };
