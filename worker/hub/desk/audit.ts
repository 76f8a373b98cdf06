import type { AuditLine } from '../../../shared/protocol/audit.ts';
import { type AuditFilter, readAuditPage } from '../audit-log.ts';
import { actorOf, type Caller } from '../hub-api.ts';
import type { Desk } from './desk.ts';

export function listAudit(
  { sql }: Desk,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): { readonly lines: AuditLine[]; readonly next: number | null } {
  return readAuditPage(sql, filter, before, limit);
}

/** Notes that the log is taken out, by whom and what of it; the number of that line, before which the export begins. */
export function noteAuditExport(
  { sql, audit }: Desk,
  caller: Caller,
  asked: Record<string, unknown>,
): number {
  audit({ actor: actorOf(caller), action: 'audit.export', outcome: 'done', detail: asked });
  return sql.exec<{ number: number }>('SELECT MAX(number) AS number FROM audit').one().number;
}

/** A call that was refused to somebody whom the relay knows. */
export function noteRefusal(
  { audit }: Desk,
  caller: Caller,
  call: string,
  detail: Readonly<Record<string, unknown>>,
): void {
  audit({ actor: actorOf(caller), action: 'call', target: call, outcome: 'refused', detail });
}
