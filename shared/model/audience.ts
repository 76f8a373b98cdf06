import * as v from 'valibot';
import { Id } from './id.ts';
import { GroupNames, ServiceIds } from './service.ts';
import { line } from './text.ts';

/** How a person is known to the relay: by e-mail address, folded to lower case. */
export const PersonId = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(254),
  v.email('must be an e-mail address'),
);
export type PersonId = v.InferOutput<typeof PersonId>;

/** Members that one audience may name. */
export const MEMBERS_MAX = 20_000;

/**
 * A named set of people who may read something, and what an admin wants all of them to follow. Who is in an audience that it
 * includes is in it too; it goes one level deep, so that a look at an audience tells who is in it.
 */
export const Audience = v.strictObject({
  id: Id,
  name: line(80),
  members: v.pipe(v.array(PersonId), v.maxLength(MEMBERS_MAX)),
  includes: v.optional(
    v.pipe(
      v.array(Id),
      v.maxLength(50, 'must include at most 50 audiences'),
      v.transform((ids) => [...new Set(ids)].toSorted()),
    ),
    [],
  ),
  services: v.optional(ServiceIds, []),
  groups: v.optional(GroupNames, []),
  /** Who is a member because the company's sign-in says so; brought in line at each sign-in, and never by hand. */
  fromSignIn: v.optional(v.pipe(v.array(PersonId), v.maxLength(MEMBERS_MAX)), []),
});
export type Audience = v.InferOutput<typeof Audience>;

/** The audiences that may read a noun. Empty means everyone in the company. */
export const Readers = v.pipe(
  v.array(Id),
  v.maxLength(20, 'must name at most 20 audiences'),
  v.transform((ids) => [...new Set(ids)].toSorted()),
);
export type Readers = v.InferOutput<typeof Readers>;
