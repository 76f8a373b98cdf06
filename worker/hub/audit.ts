import type { Actor } from '../../shared/model/person.ts';

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

/** Appends. There is no way to change or delete a line but the retention that an admin sets. */
export function appendAudit(sql: SqlStorage, at: string, entry: AuditEntry): void {
  const { actor, action, target, outcome, detail } = entry;
  sql.exec(
    'INSERT INTO audit (at, actor_kind, actor, action, target, outcome, detail) VALUES (?, ?, ?, ?, ?, ?, ?)',
    at,
    actor.kind,
    'id' in actor ? actor.id : '',
    action,
    target ?? null,
    outcome,
    detail ? JSON.stringify(detail) : null,
  );
}

/** The retention: lets go of lines from before a moment. */
export function forgetOldAudit(sql: SqlStorage, before: string): void {
  sql.exec('DELETE FROM audit WHERE at < ?', before);
}
