import * as v from 'valibot';

/** What a company may demand a second liaison for. */
export const secondLiaisonCauses = ['sev1', 'confidential'] as const;
export type SecondLiaisonCause = (typeof secondLiaisonCauses)[number];

/** Days that something is kept: whole, at least `least`, at most ten years. */
const days = (least: number, unlessSaid: number) =>
  v.optional(
    v.pipe(
      v.number(),
      v.integer('must be whole days'),
      v.minValue(least, `must be at least ${least}`),
      v.maxValue(3_650, 'must be at most 3650'),
    ),
    unlessSaid,
  );

/** What an organisation has settled for itself. What is left out holds as it does where nobody has settled anything. */
export const Settings = v.strictObject({
  /** Receipts and signals, since they last changed; those of live incidents stay. */
  receiptsKeptDays: days(1, 30),
  /** Who was here, since they were last. */
  peopleKeptDays: days(1, 30),
  /** Lines of the audit log. Not fewer than 30: nobody shall wipe away what they did yesterday by a setting. */
  auditKeptDays: days(30, 365),
  /** How long ago the person of a paired browser may have signed in, where they have a company's sign-in. */
  deviceDays: days(1, 30),
  /** What a second liaison has to confirm before it is published. */
  secondLiaisonFor: v.optional(
    v.pipe(
      v.array(v.picklist(secondLiaisonCauses)),
      v.transform((causes) => secondLiaisonCauses.filter((cause) => causes.includes(cause))),
    ),
    [],
  ),
  /** Whether somebody who was given a link to a confidential incident may ask for access to it. */
  mayAskForAccess: v.optional(v.boolean(), false),
});
export type Settings = v.InferOutput<typeof Settings>;
