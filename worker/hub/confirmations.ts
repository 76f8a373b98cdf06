import type { Command } from '../../shared/core/command.ts';
import type { Actor } from '../../shared/model/person.ts';
import type { SecondLiaisonCause } from '../../shared/model/settings.ts';
import type { Confirmation } from '../../shared/protocol/confirmations.ts';

/** A command that waits, and who is the author of it. */
export interface Waiting {
  readonly command: Command;
  readonly actor: Extract<Actor, { id: string }>;
}

/** A confirmation as it is kept. */
export interface Kept {
  readonly id: string;
  /** `null` once it is decided: what was not published is not kept. */
  readonly waiting: Waiting | null;
  readonly what: Confirmation['what'];
  readonly why: readonly SecondLiaisonCause[];
  readonly askedBy: { readonly id: string; readonly name: string };
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly status: 'waiting' | 'confirmed' | 'refused';
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly incidentId: string | null;
}

type Row = {
  id: string;
  what: Confirmation['what'];
  command: string | null;
  asked_by: string;
  asked_by_name: string;
  asked_at: string;
  why: string;
  expires_at: string;
  status: Kept['status'];
  decided_by: string | null;
  decided_at: string | null;
  incident: string | null;
};

export function addConfirmation(sql: SqlStorage, kept: Kept): void {
  sql.exec(
    `INSERT INTO confirmations (id, what, command, asked_by, asked_by_name, asked_at, why, expires_at, status, incident)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)`,
    kept.id,
    kept.what,
    JSON.stringify(kept.waiting),
    kept.askedBy.id,
    kept.askedBy.name,
    kept.askedAt,
    JSON.stringify(kept.why),
    kept.expiresAt,
    kept.incidentId,
  );
}

export function confirmationOf(sql: SqlStorage, id: string): Kept | null {
  const row = sql.exec<Row>('SELECT * FROM confirmations WHERE id = ?', id).toArray()[0];
  return row ? keptIn(row) : null;
}

/** All that still may be confirmed, the oldest first. */
export function waitingConfirmations(sql: SqlStorage, at: string): Kept[] {
  const rows = sql.exec<Row>(
    "SELECT * FROM confirmations WHERE status = 'waiting' AND expires_at > ? ORDER BY asked_at, id",
    at,
  );
  return rows.toArray().map(keptIn);
}

/** Notes the decision, and lets go of what was asked. */
export function closeConfirmation(
  sql: SqlStorage,
  id: string,
  decision: {
    status: 'confirmed' | 'refused';
    decidedBy: string;
    decidedAt: string;
    incidentId: string | null;
  },
): void {
  const { status, decidedBy, decidedAt, incidentId } = decision;
  sql.exec(
    `UPDATE confirmations SET status = ?, decided_by = ?, decided_at = ?, incident = ?, command = NULL WHERE id = ?`,
    status,
    decidedBy,
    decidedAt,
    incidentId,
    id,
  );
}

/** Lets go of those whose time ended before a moment. */
export function forgetOldConfirmations(sql: SqlStorage, before: string): void {
  sql.exec('DELETE FROM confirmations WHERE expires_at < ?', before);
}

/** As liaisons see it at a moment. */
export function shownConfirmation({ waiting, why, ...kept }: Kept, at: string): Confirmation {
  const isLapsed = kept.status === 'waiting' && kept.expiresAt <= at;
  return {
    ...kept,
    why: [...why],
    status: isLapsed ? 'lapsed' : kept.status,
    input: waiting && !isLapsed ? inputOf(waiting.command) : null,
  };
}

function inputOf(command: Command): Record<string, unknown> {
  if ('input' in command) return { ...command.input };
  return command.type === 'set_incident_audiences' ? { audiences: command.audiences } : {};
}

function keptIn(row: Row): Kept {
  return {
    id: row.id,
    waiting: row.command === null ? null : (JSON.parse(row.command) as Waiting),
    what: row.what,
    why: JSON.parse(row.why) as SecondLiaisonCause[],
    askedBy: { id: row.asked_by, name: row.asked_by_name },
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    status: row.status,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    incidentId: row.incident,
  };
}
