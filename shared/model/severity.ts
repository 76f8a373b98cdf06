import * as v from 'valibot';

/** How grave an incident is for the company, gravest first. */
export const severities = ['sev1', 'sev2', 'sev3', 'sev4'] as const;
export const Severity = v.picklist(severities);
export type Severity = v.InferOutput<typeof Severity>;

/** 3 for `sev1` down to 0 for `sev4`: a larger rank is graver. */
export function severityRank(severity: Severity): number {
  return severities.length - 1 - severities.indexOf(severity);
}
