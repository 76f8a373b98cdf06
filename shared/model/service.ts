import * as v from 'valibot';
import { Id } from './id.ts';
import { line } from './text.ts';

/** What stakeholders know by name ("Checkout"). `owner` is the team that answers for it, in that team's words. */
export const Service = v.strictObject({
  id: Id,
  name: line(80),
  description: v.optional(line(200)),
  owner: v.optional(line(80)),
});
export type Service = v.InferOutput<typeof Service>;
