import { isRejection } from '../../shared/core/rejection.ts';
import { nounAt } from '../../shared/core/relay-state.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { InboundReading } from '../inbound/source.ts';
import { sources as inboundSources } from '../inbound/registry.ts';
import { errorName, log } from '../log.ts';
import { randomHex } from '../random.ts';
import { commit, type Memory } from './commit.ts';
import type { PlannedChange } from './plan-changes.ts';

/** Events that one alarm works off; the next one takes the rest. */
const PER_ALARM = 50;

/** Keeps a verified event as it came. `known` where the same was kept before, and then nothing has changed. */
export function storeInbound(
  sql: SqlStorage,
  event: { sourceId: string; dedupeKey: string; body: string },
  at: string,
): 'stored' | 'known' {
  sql.exec('UPDATE source_proofs SET last_event_at = ? WHERE source = ?', at, event.sourceId);
  const rows = sql.exec(
    `INSERT INTO inbound (id, source, dedupe_key, received_at, status, body) VALUES (?, ?, ?, ?, 'pending', ?)
     ON CONFLICT (source, dedupe_key) DO NOTHING RETURNING id`,
    `evt_${randomHex(16)}`,
    event.sourceId,
    event.dedupeKey,
    at,
    event.body,
  );
  return rows.toArray().length > 0 ? 'stored' : 'known';
}

/**
 * Works pending events off, oldest first, each in one commit with what follows from it. What cannot be understood, or
 * fails in any way, is quarantined for a liaison and never lost. Answers with what the shards have to be told.
 */
export function processInbox(memory: Memory, now: string): PlannedChange[] {
  const { sql } = memory.storage;
  const rows = sql.exec<InboundRow>(
    `SELECT id, source, body FROM inbound WHERE status = 'pending' ORDER BY number LIMIT ?`,
    PER_ALARM,
  );
  return rows.toArray().flatMap((row) => {
    try {
      return apply(memory, row, now);
    } catch (error) {
      log.error('inbound.failed', { id: row.id, source: row.source, error: errorName(error) });
      settle(sql, row.id, 'quarantined', 'The relay failed while reading it.');
      return [];
    }
  });
}

export function hasPending(sql: SqlStorage): boolean {
  return sql.exec(`SELECT 1 FROM inbound WHERE status = 'pending' LIMIT 1`).toArray().length > 0;
}

/** The newest 100 events, for liaisons. */
export function listInbound(
  sql: SqlStorage,
  filter: { status: string | null; sourceId: string | null },
): object[] {
  return sql
    .exec<ListRow>(
      `SELECT id, source, received_at, status, reason, substr(body, 1, 4096) AS body FROM inbound
       WHERE (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR source = ?2) ORDER BY number DESC LIMIT 100`,
      filter.status,
      filter.sourceId,
    )
    .toArray()
    .map(({ source, received_at, ...row }) => ({ ...row, sourceId: source, receivedAt: received_at }));
}

export function forgetOldInbound(sql: SqlStorage, atMs: number): void {
  sql.exec(
    `DELETE FROM inbound WHERE status <> 'pending' AND received_at < ?`,
    new Date(atMs - limits.inboundKeptMs).toISOString(),
  );
}

type InboundRow = { id: string; source: string; body: string };
type ListRow = InboundRow & { received_at: string; status: string; reason: string | null };

function apply(memory: Memory, row: InboundRow, now: string): readonly PlannedChange[] {
  const source = nounAt(memory.state.sources, row.source);
  if (!source) {
    settle(memory.storage.sql, row.id, 'ignored', 'The source has been removed.');
    return [];
  }
  const reading: InboundReading = inboundSources[source.kind].read(row.body);
  return commit(memory, now, ({ sql, carryOut }) => {
    if (reading.kind === 'unreadable') return settle(sql, row.id, 'quarantined', reading.reason);
    if (reading.kind === 'ignored') return settle(sql, row.id, 'ignored', reading.reason);
    const actor = { kind: 'source', id: source.id, name: source.name } as const;
    for (const fact of reading.facts) {
      const done = carryOut({ type: 'report_fact', sourceId: source.id, fact }, actor);
      if (isRejection(done)) return settle(sql, row.id, 'quarantined', done.detail);
    }
    return settle(sql, row.id, 'applied', null);
  }).changes;
}

function settle(sql: SqlStorage, id: string, status: string, reason: string | null): void {
  sql.exec('UPDATE inbound SET status = ?, reason = ? WHERE id = ?', status, reason, id);
}
