import type { Rejection } from '../../shared/core/rejection.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { Answer, IdempotencyKey } from './hub-api.ts';

/**
 * What this actor was answered under the key before: that answer, a refusal where the key was used for another request,
 * or `null` for a key never used.
 */
export function findAnswer(
  sql: SqlStorage,
  actorId: string,
  repeat: IdempotencyKey,
): Answer | Rejection | null {
  const row = sql
    .exec<{ request_hash: string; json: string }>(
      'SELECT request_hash, json FROM answers WHERE actor = ? AND key = ?',
      actorId,
      repeat.key,
    )
    .toArray()[0];
  if (!row) return null;
  if (row.request_hash === repeat.requestHash) return JSON.parse(row.json) as Answer;
  return { rejected: 'idempotency_key_reused', detail: 'This Idempotency-Key was used for another request.' };
}

/** Keeps a success under its key. Refusals are not kept: they change nothing, and may be mended. */
export function keepAnswer(
  sql: SqlStorage,
  actorId: string,
  repeat: IdempotencyKey,
  answer: Answer,
  at: string,
): void {
  sql.exec(
    'INSERT INTO answers (actor, key, request_hash, json, at) VALUES (?, ?, ?, ?, ?)',
    actorId,
    repeat.key,
    repeat.requestHash,
    JSON.stringify(answer),
    at,
  );
}

export function forgetOldAnswers(sql: SqlStorage, atMs: number): void {
  sql.exec('DELETE FROM answers WHERE at < ?', new Date(atMs - limits.idempotencyKeptMs).toISOString());
}
