import * as v from 'valibot';
import { PersonId } from '../model/audience.ts';

/** The address once more, so that nobody is erased by a slip. */
export const ErasePerson = v.strictObject({ confirm: PersonId });

export const PersonErased = v.object({
  /** What stands in the events and the audit log in place of the address, from now on. */
  erasedAs: v.string(),
  /** Shards that have not closed this person's streams yet; they are told again until they have. */
  pending: v.number(),
});

/** Everything that is held on one person: the rows of each table that are theirs or that name them, as they stand. */
export const PersonExport = v.object({
  person: v.string(),
  exportedAt: v.string(),
  held: v.record(v.string(), v.array(v.record(v.string(), v.unknown()))),
});
export type PersonExport = v.InferOutput<typeof PersonExport>;
