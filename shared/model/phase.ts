import * as v from 'valibot';

/** Where an incident stands, in the order in which phases follow each other. */
export const phases = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export const Phase = v.picklist(phases);
export type Phase = v.InferOutput<typeof Phase>;

/** True where `next` lies before `current`: such a step needs to be meant (`reopen`). */
export function isStepBack(current: Phase, next: Phase): boolean {
  return phases.indexOf(next) < phases.indexOf(current);
}
