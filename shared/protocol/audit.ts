import * as v from 'valibot';

/** One line of the audit log: who did or tried what to what, and what kind of thing changed. */
export const AuditLine = v.object({
  at: v.string(),
  actor: v.object({
    kind: v.picklist(['person', 'program', 'source', 'clock', 'anonymous']),
    /** A person's address, or the id of a token or source; `null` where there is none to name. */
    id: v.nullable(v.string()),
  }),
  action: v.string(),
  target: v.nullable(v.string()),
  outcome: v.picklist(['done', 'refused']),
  detail: v.nullable(v.record(v.string(), v.unknown())),
});
export type AuditLine = v.InferOutput<typeof AuditLine>;

/** A page, newest first. It may be short or empty while `next` still names one: only so many lines are looked at in one go. */
export const AuditAnswer = v.object({ lines: v.array(AuditLine), next: v.nullable(v.string()) });
