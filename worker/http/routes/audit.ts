import * as v from 'valibot';
import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import { Timestamp } from '../../../shared/model/time.ts';
import type { AuditLine } from '../../../shared/protocol/audit.ts';
import { csvText } from '../../csv.ts';
import type { AuditFilter } from '../../hub/audit-log.ts';
import type { Handlers } from '../handler.ts';
import type { AskHub } from '../hub-stub.ts';

const EXPORT_PAGE = 1_000;

const formats = {
  jsonl: {
    type: 'application/jsonl; charset=utf-8',
    head: '',
    line: (line: AuditLine) => `${JSON.stringify(line)}\n`,
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    head: csvText([['at', 'actorKind', 'actor', 'action', 'target', 'outcome', 'detail']]),
    line: ({ at, actor, action, target, outcome, detail }: AuditLine) => {
      const facts = detail === null ? '' : JSON.stringify(detail);
      return csvText([[at, actor.kind, actor.id ?? '', action, target ?? '', outcome, facts]]);
    },
  },
} as const;
type Format = (typeof formats)[keyof typeof formats];

export const auditRoutes: Pick<Handlers, 'listAudit' | 'exportAudit'> = {
  async listAudit({ query, hub }) {
    const filter = filterIn(query);
    if (isRejection(filter)) return filter;
    const before = v.safeParse(v.nullable(Digits), query.get('cursor'));
    if (!before.success) return invalid('cursor must be the next of another page.');
    const limit = v.safeParse(PageSize, query.get('limit') ?? '100');
    if (!limit.success) return invalid('limit must be a number from 1 to 500.');
    const page = await hub((h) => h.run('listAudit', filter, before.output, limit.output));
    const next = page.next === null ? null : String(page.next);
    return { status: 200, body: JSON.stringify({ lines: page.lines, next }) };
  },

  async exportAudit({ actor, query, hub }) {
    const filter = filterIn(query);
    if (isRejection(filter)) return filter;
    const name = query.get('format') ?? 'jsonl';
    if (name !== 'jsonl' && name !== 'csv') return invalid('format must be jsonl or csv.');
    const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
    const start = await hub((h) => h.run('noteAuditExport', actor, { format: name, ...asked }));
    const format = formats[name];
    return new Response(exportOf(hub, filter, start, format), {
      headers: {
        'Content-Type': format.type,
        'Content-Disposition': `attachment; filename="audit.${name}"`,
        'Cache-Control': 'no-store',
      },
    });
  },
};

/** The file page by page, as fast as it is taken: the log may be larger than what an isolate may hold. */
function exportOf(
  hub: AskHub,
  filter: AuditFilter,
  start: number,
  { head, line }: Format,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: number | null = start;
  let text: string = head;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A pull that brings nothing is not repeated: go on until there is something, or the end.
      while (text === '' && next !== null) {
        const before: number = next;
        const page = await hub((h) => h.run('listAudit', filter, before, EXPORT_PAGE));
        text = page.lines.map(line).join('');
        next = page.next;
      }
      if (text !== '') controller.enqueue(encoder.encode(text));
      text = '';
      if (next === null) controller.close();
    },
  });
}

const Digits = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));
const PageSize = v.pipe(Digits, v.minValue(1), v.maxValue(500));
const Word = v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(300)));
const Filter = v.object({
  actor: Word,
  action: v.nullable(v.pipe(v.string(), v.regex(/^[\w.]{1,80}$/))),
  target: Word,
  outcome: v.nullable(v.picklist(['done', 'refused'])),
  from: v.nullable(Timestamp),
  to: v.nullable(Timestamp),
});

function filterIn(query: URLSearchParams): AuditFilter | Rejection {
  const names = Object.keys(Filter.entries);
  const asked = v.safeParse(Filter, Object.fromEntries(names.map((name) => [name, query.get(name)])));
  if (asked.success) return asked.output;
  return invalid(`${v.getDotPath(asked.issues[0]) ?? 'The query'} does not have the form it needs.`);
}

function invalid(detail: string): Rejection {
  return { rejected: 'invalid_query', detail };
}
