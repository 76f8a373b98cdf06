import type { Actor } from '../../shared/model/person.ts';
import { addMinutes } from '../../shared/model/time.ts';

/** One line of the audit log. Nothing secret and no text of an incident may stand in it: it is read by other eyes, and exported. */
export interface AuditEntry {
  readonly actor: Actor | { readonly kind: 'anonymous' };
  /** What was tried, noun first: `incident.open`, `device.revoke`, `sign_in`, `audit.export`. */
  readonly action: string;
  /** Id of what it was done to. */
  readonly target?: string;
  readonly outcome: 'done' | 'refused';
  /** What changed, or why it was refused. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Refusals of one actor in an hour that are written down; of all that name nobody, together. */
export const REFUSALS_AN_HOUR = 100;

/**
 * Appends. There is no way to change or delete a line but the retention that an admin sets, and the erasing of a person. Refusals are
 * limited, since they cost whoever provokes them nothing and must not fill the disk: the same one is written once an hour.
 */
export function appendAudit(sql: SqlStorage, at: string, entry: AuditEntry): void {
  const { actor, action, target, outcome, detail } = entry;
  if (outcome === 'refused' && isOneTooMany(sql, at, entry)) return;
  sql.exec(
    'INSERT INTO audit (at, actor_kind, actor, action, target, outcome, detail) VALUES (?, ?, ?, ?, ?, ?, ?)',
    at,
    actor.kind,
    idOf(actor),
    action,
    target ?? null,
    outcome,
    detail ? JSON.stringify(detail) : null,
  );
}

function isOneTooMany(sql: SqlStorage, at: string, { actor, action, target, detail }: AuditEntry): boolean {
  const lately = sql
    .exec<{ action: string; target: string | null; detail: string | null }>(
      `SELECT action, target, detail FROM audit
       WHERE actor = ? AND outcome = 'refused' AND at > ? ORDER BY at DESC LIMIT ${REFUSALS_AN_HOUR}`,
      idOf(actor),
      addMinutes(at, -60),
    )
    .toArray();
  const facts = detail ? JSON.stringify(detail) : null;
  const isSame = (line: (typeof lately)[number]) =>
    line.action === action && line.target === (target ?? null) && line.detail === facts;
  return lately.length >= REFUSALS_AN_HOUR || lately.some(isSame);
}

function idOf(actor: AuditEntry['actor']): string {
  return 'id' in actor ? actor.id : '';
}

/** The retention: lets go of lines from before a moment. */
export function forgetOldAudit(sql: SqlStorage, before: string): void {
  sql.exec('DELETE FROM audit WHERE at < ?', before);
}
