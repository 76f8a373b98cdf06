/** How urgently a person is told, quietest first. `acknowledgement` asks until somebody says "Got it". */
export const urgencies = [
  'none',
  'badge',
  'quiet_bar',
  'full_bar',
  'notification',
  'acknowledgement',
] as const;
export type Urgency = (typeof urgencies)[number];

/** Any urgency by which something is said. Who wants to hear nothing of a service mutes it. */
export const [, ...waysToTell] = urgencies;

/** 0 for `none` up to 5 for `acknowledgement`: a larger rank disturbs more. */
export function urgencyRank(urgency: Urgency): number {
  return urgencies.indexOf(urgency);
}

/** True where `urgency` is that rung of the ladder or a higher one. */
export function isAtLeast(urgency: Urgency, rung: Urgency): boolean {
  return urgencyRank(urgency) >= urgencyRank(rung);
}
