import * as v from 'valibot';

/** What an id names. The prefix of a generated id says so, which makes a pasted id readable in a log. */
export type IdKind =
  | 'inc'
  | 'upd'
  | 'svc'
  | 'tool'
  | 'aud'
  | 'mnt'
  | 'src'
  | 'dft'
  | 'cnf'
  | 'acc'
  | 'tok'
  | 'dev'
  | 'inv';

/**
 * An id: lower-case letters, digits, `_` and `-`, 1 to 64 characters. Generated ones are random (`inc_` and 128 bits),
 * never counted, since a number that grows tells how many there are. Admins may choose their own for services, tools
 * and audiences (`checkout`).
 */
export const Id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be an id: a-z, 0-9, _ and -'),
);
export type Id = v.InferOutput<typeof Id>;
