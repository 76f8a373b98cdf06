import type { AuditLine } from '../../shared/protocol/audit.ts';

/** Which lines are asked for; `null` is any. Times are ISO, `from` inclusive, `to` exclusive. */
export interface AuditFilter {
  readonly actor: string | null;
  readonly action: string | null;
  readonly target: string | null;
  readonly outcome: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** Lines looked at for one page: a filter that finds nothing must not keep the hub from publishing. */
export const LOOKED_AT = 20_000;

type Row = {
  number: number;
  at: string;
  actor_kind: AuditLine['actor']['kind'];
  actor: string;
  action: string;
  target: string | null;
  outcome: 'done' | 'refused';
  detail: string | null;
};

/**
 * A page of lines, newest first, from those before the line with the number `before`. It may hold fewer lines than `limit`, even none,
 * while `next` still says where to go on: only so many lines are looked at in one go.
 */
export function readAuditPage(
  sql: SqlStorage,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): { readonly lines: AuditLine[]; readonly next: number | null } {
  const top = Math.min(before ?? Infinity, boundOf(sql, filter.to, '<', 'DESC', 0) + 1);
  const least = boundOf(sql, filter.from, '>=', 'ASC', Infinity);
  const floor = Math.max(Number.isFinite(top) ? top - LOOKED_AT : 0, 0);
  if (!(least < top)) return { lines: [], next: null };
  const rows = sql
    .exec<Row>(
      `SELECT * FROM audit WHERE number < ?1 AND number >= ?2
       AND (?3 IS NULL OR actor = ?3) AND (?4 IS NULL OR action = ?4 OR instr(action, ?4 || '.') = 1)
       AND (?5 IS NULL OR target = ?5) AND (?6 IS NULL OR outcome = ?6)
       AND (?7 IS NULL OR at >= ?7) AND (?8 IS NULL OR at < ?8)
       ORDER BY number DESC LIMIT ?9`,
      top,
      floor,
      filter.actor,
      filter.action,
      filter.target,
      filter.outcome,
      filter.from,
      filter.to,
      limit,
    )
    .toArray();
  const last = rows.length === limit ? (rows.at(-1)?.number ?? floor) : floor;
  return { lines: rows.map(lineIn), next: last > least ? last : null };
}

/** The number of the outermost line on this side of a moment; `none` where no line is there. Without a moment, of all lines. */
function boundOf(
  sql: SqlStorage,
  at: string | null,
  side: '<' | '>=',
  order: 'ASC' | 'DESC',
  none: number,
): number {
  const rows =
    at === null
      ? sql.exec<{ number: number }>(`SELECT number FROM audit ORDER BY number ${order} LIMIT 1`)
      : sql.exec<{ number: number }>(
          `SELECT number FROM audit WHERE at ${side} ? ORDER BY at ${order}, number ${order} LIMIT 1`,
          at,
        );
  return rows.toArray()[0]?.number ?? none;
}

function lineIn({ at, actor_kind, actor, action, target, outcome, detail }: Row): AuditLine {
  return {
    at,
    actor: { kind: actor_kind, id: actor === '' ? null : actor },
    action,
    target,
    outcome,
    detail: detail === null ? null : (JSON.parse(detail) as AuditLine['detail']),
  };
}
