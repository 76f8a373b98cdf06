import * as v from 'valibot';
import { Id } from './id.ts';
import { line } from './text.ts';

/** How many services an organisation may have, and therefore any list of them may name. */
export const SERVICES_MAX = 500;

/** The name of services that are followed together ("Payments"). It exists as long as a service has it. */
const GroupName = line(80);

/** What stakeholders know by name ("Checkout"). `owner` is the team that answers for it, in that team's words. */
export const Service = v.strictObject({
  id: Id,
  name: line(80),
  description: v.optional(line(200)),
  owner: v.optional(line(80)),
  group: v.optional(GroupName),
});
export type Service = v.InferOutput<typeof Service>;

/** Services by id, each once, in order. */
export const ServiceIds = v.pipe(
  v.array(Id),
  v.maxLength(SERVICES_MAX, `must name at most ${SERVICES_MAX} services`),
  v.transform(eachOnce),
);

/** Groups by name, each once, in order. A name that no service has yet is taken: its first service may come later. */
export const GroupNames = v.pipe(
  v.array(GroupName),
  v.maxLength(50, 'must name at most 50 groups'),
  v.transform(eachOnce),
);

function eachOnce(names: string[]): string[] {
  return [...new Set(names)].toSorted();
}
