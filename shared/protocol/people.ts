import * as v from 'valibot';
import { PersonId } from '../model/audience.ts';
import { Id } from '../model/id.ts';
import { Role, roles } from '../model/person.ts';
import { line } from '../model/text.ts';

/* Bodies of the calls about people. */

/** Where an account came from. */
export const accountOrigins = ['local', 'sign_in', 'invitation', 'by_hand', 'csv'] as const;

/** Graphemes of a person's name. */
const Name = line(80);

/** Audiences that name the person; it replaces those that did. */
const NamedIn = v.pipe(v.array(Id), v.maxLength(50, 'must name at most 50 audiences'));

export const PersonAnswer = v.object({
  /** E-mail address, lower case. */
  id: v.string(),
  name: v.string(),
  role: Role,
  /** False where the person was removed: nothing lets them in until they are active again. */
  isActive: v.boolean(),
  origin: v.picklist(accountOrigins),
  /** The audiences that name the person by hand, in order; not those that include one of these. */
  audiences: v.array(v.string()),
  addedAt: v.string(),
  signedInAt: v.nullable(v.string()),
});
export type PersonAnswer = v.InferOutput<typeof PersonAnswer>;

export const PeopleAnswer = v.object({
  people: v.array(PersonAnswer),
  /** For `after` of the next page; `null` on the last one. */
  next: v.nullable(v.string()),
});
export type PeopleAnswer = v.InferOutput<typeof PeopleAnswer>;

export const AddPerson = v.strictObject({
  id: PersonId,
  name: v.optional(Name),
  role: v.optional(Role, 'stakeholder'),
  audiences: v.optional(NamedIn),
});
export type AddPerson = v.InferOutput<typeof AddPerson>;

export const ReplacePerson = v.strictObject({
  name: Name,
  role: Role,
  isActive: v.boolean(),
  audiences: v.optional(NamedIn),
});
export type ReplacePerson = v.InferOutput<typeof ReplacePerson>;

/** One row of a file of people; what is left out, or empty, stays as it is. An empty list of audiences takes the person out of all. */
export const PersonRow = v.object({
  email: PersonId,
  name: v.optional(Name),
  role: v.optional(v.picklist(roles, `must be one of ${roles.join(', ')}`)),
  audiences: v.optional(NamedIn),
});

/** What an import did to a person, or would do. */
export const PersonChange = v.object({
  id: v.string(),
  what: v.picklist(['added', 'changed', 'returned', 'removed']),
  /** What is another now, by name, as it was and as it is. */
  changed: v.record(v.string(), v.object({ from: v.unknown(), to: v.unknown() })),
});
export type PersonChange = v.InferOutput<typeof PersonChange>;

/** Why a row cannot be taken. */
export const RowFault = v.object({
  /** Of the file, the header being 1; `null` where no row is to blame. */
  line: v.nullable(v.number()),
  code: v.string(),
  message: v.string(),
});
export type RowFault = v.InferOutput<typeof RowFault>;

export const ImportAnswer = v.object({
  isDryRun: v.boolean(),
  rows: v.number(),
  unchanged: v.number(),
  added: v.number(),
  changed: v.number(),
  returned: v.number(),
  removed: v.number(),
  /** Of a dry run each change; of an import none, since the audit log has them. */
  changes: v.array(PersonChange),
  /** Empty unless it is a dry run: a file with a faulty row is refused whole. */
  faults: v.array(RowFault),
});
export type ImportAnswer = v.InferOutput<typeof ImportAnswer>;
