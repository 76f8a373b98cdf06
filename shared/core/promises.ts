import { msBetween } from '../model/time.ts';
import type { UpdateView } from '../protocol/view.ts';

type Promising = Pick<UpdateView, 'at' | 'nextUpdateDueAt'>;

/** How an update met the promise of the one before it. */
export type Punctuality =
  /** Nothing was promised, or what was is not known. */
  | { readonly kind: 'unpromised' }
  | { readonly kind: 'in_time' }
  | { readonly kind: 'late'; readonly byMinutes: number };

/**
 * How `update` met the next-update promise of `before`, the update that it follows. Within the minute in which surfaces say
 * "due now" it is in time: nothing counts seconds.
 */
export function punctuality(update: Promising, before: Promising | undefined): Punctuality {
  if (!before?.nextUpdateDueAt) return { kind: 'unpromised' };
  const byMinutes = Math.floor(msBetween(before.nextUpdateDueAt, update.at) / 60_000);
  return byMinutes >= 1 ? { kind: 'late', byMinutes } : { kind: 'in_time' };
}

/** How many of the promises that an update has answered were kept. One that still runs counts neither way. */
export interface PromiseRecord {
  readonly kept: number;
  readonly of: number;
}

/** The record of an incident's updates, newest first. */
export function promiseRecord(updates: readonly Promising[]): PromiseRecord {
  const answered = updates
    .map((update, index) => punctuality(update, updates[index + 1]).kind)
    .filter((kind) => kind !== 'unpromised');
  return { kept: answered.filter((kind) => kind === 'in_time').length, of: answered.length };
}
