import { AuditAnswer } from '../audit.ts';
import type { Operation } from '../operation.ts';

const filters = {
  actor: "Only what this actor did: a person's address, or the id of a token or source",
  action: 'Only this action, such as `incident.open`, or all of a noun: `incident`',
  target: 'Only what was done to the thing with this id',
  outcome: '`done` or `refused`',
  from: 'Only from this moment on (ISO 8601, UTC)',
  to: 'Only before this moment (ISO 8601, UTC)',
} as const;

/** The calls about the audit log, which nothing changes. */
export const auditRows = {
  listAudit: {
    method: 'GET',
    path: '/api/v1/audit',
    access: 'admin',
    scope: 'audit:read',
    tag: 'audit',
    summary: 'Who did or tried what, newest first',
    query: {
      ...filters,
      cursor: 'The `next` of the page before',
      limit: 'Lines on a page, 1 to 500; 100 unless given',
    },
    answer: { status: 200, is: 'A page of lines', schema: AuditAnswer },
  },
  exportAudit: {
    method: 'GET',
    path: '/api/v1/audit/export',
    access: 'admin',
    scope: 'audit:read',
    tag: 'audit',
    summary: 'All lines that fit, as a file, newest first; the export itself is a line of the log',
    query: { format: '`jsonl` (unless said otherwise) or `csv`', ...filters },
    answer: { status: 200, is: 'The lines, one after the other' },
  },
} as const satisfies Record<string, Operation>;
