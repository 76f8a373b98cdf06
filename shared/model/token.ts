import * as v from 'valibot';
import { Role } from './person.ts';
import { Scope, scopes } from './scope.ts';
import { line } from './text.ts';
import { Timestamp } from './time.ts';

/** Days that a token is good for: unless its maker says otherwise, and at most. */
export const TOKEN_DAYS = 90;
export const TOKEN_DAYS_MAX = 365;

/** A program's credential as it is listed. The secret itself is shown once, when it is made, and kept nowhere. */
export const ApiToken = v.strictObject({
  id: v.string(),
  name: v.string(),
  role: Role,
  scopes: v.array(Scope),
  /** Who made it: a person's address, or the id of another token. */
  madeBy: v.string(),
  madeAt: Timestamp,
  expiresAt: Timestamp,
  /** The last day on which it was shown here, in UTC (`2026-11-24`); `null` for never. */
  usedOn: v.nullable(v.string()),
  revokedAt: v.nullable(Timestamp),
});
export type ApiToken = v.InferOutput<typeof ApiToken>;

/** What an admin says to make one. */
export const CreateToken = v.strictObject({
  name: line(80),
  role: Role,
  scopes: v.pipe(
    v.array(Scope),
    v.minLength(1, 'must name at least one scope'),
    v.transform((chosen) => scopes.filter((scope) => chosen.includes(scope))),
  ),
  days: v.optional(
    v.pipe(
      v.number(),
      v.integer('must be whole days'),
      v.minValue(1),
      v.maxValue(TOKEN_DAYS_MAX, `must be at most ${TOKEN_DAYS_MAX}`),
    ),
    TOKEN_DAYS,
  ),
});
export type CreateToken = v.InferOutput<typeof CreateToken>;
