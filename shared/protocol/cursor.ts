import * as v from 'valibot';

/**
 * Where a view's stream stands. `epoch` is random and new after a restore, an import or a reset; `offset` grows by one
 * with each frame of this view. Both belong to the view: no two views share a number.
 */
export const Position = v.object({
  epoch: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/)),
  offset: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type Position = v.InferOutput<typeof Position>;

/** What a client holds: the position it has applied up to, or `null` for nothing. */
export const Cursor = v.nullable(Position);
export type Cursor = v.InferOutput<typeof Cursor>;

export function samePosition(a: Cursor, b: Cursor): boolean {
  return a !== null && b !== null && a.epoch === b.epoch && a.offset === b.offset;
}

/** True where `cursor` is further on than `position` in the same history. */
export function isAhead(cursor: Cursor, { epoch, offset }: Position): boolean {
  return cursor !== null && cursor.epoch === epoch && cursor.offset > offset;
}
