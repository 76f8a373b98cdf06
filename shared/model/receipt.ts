import * as v from 'valibot';
import { Id } from './id.ts';
import { Timestamp } from './time.ts';

/** How far a person has met a revision, least first. A later stage includes the earlier ones. */
export const stages = ['sent', 'delivered', 'displayed', 'opened', 'acknowledged'] as const;
export const Stage = v.picklist(stages);
export type Stage = v.InferOutput<typeof Stage>;

/** 0 for `sent` up to 4 for `acknowledged`. */
export function stageRank(stage: Stage): number {
  return stages.indexOf(stage);
}

/** A revision counts from 1. */
export const Revision = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

/** Evidence, told by a device, that its person met a revision. `sent` is the relay's own to say. */
export const Receipt = v.strictObject({
  incidentId: Id,
  revision: Revision,
  stage: v.picklist(['delivered', 'displayed', 'opened', 'acknowledged']),
  at: Timestamp,
});
export type Receipt = v.InferOutput<typeof Receipt>;
