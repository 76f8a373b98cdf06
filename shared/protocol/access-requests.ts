import * as v from 'valibot';
import { Id } from '../model/id.ts';
import { line } from '../model/text.ts';

/* Bodies of the calls by which somebody who was given a link asks to read what it leads to. */

export const AskForAccess = v.strictObject({ reason: v.optional(line(300)) });
/** The same whether there is such an incident or not. */
export const AskedForAccess = v.object({ status: v.literal('noted') });

export const GrantAccess = v.strictObject({
  /** One of the incident's audiences; may be left out where it has only one. */
  audience: v.optional(Id),
});

export const AccessRequest = v.object({
  id: v.string(),
  person: v.object({ id: v.string(), name: v.string() }),
  askedAt: v.string(),
  reason: v.nullable(v.string()),
  incidentId: v.string(),
  title: v.string(),
  /** The audiences that the person could be added to. */
  audiences: v.array(v.string()),
});
export type AccessRequest = v.InferOutput<typeof AccessRequest>;

export const AccessRequestsAnswer = v.object({ requests: v.array(AccessRequest) });
