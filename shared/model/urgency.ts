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

/** 0 for `none` up to 5 for `acknowledgement`: a larger rank disturbs more. */
export function urgencyRank(urgency: Urgency): number {
  return urgencies.indexOf(urgency);
}
