import * as v from 'valibot';
import { QuietHours } from './quiet-hours.ts';
import { GroupNames, ServiceIds } from './service.ts';
import { Severity } from './severity.ts';
import { waysToTell } from './urgency.ts';

/** What a person wants to be told, and how. Each saving replaces all of it. */
export const Subscription = v.strictObject({
  /** Services that this person follows beside what an admin assigned. */
  services: ServiceIds,
  /** Groups that this person follows, with the services that come into them later. */
  groups: GroupNames,
  /** Follows every service beside those assigned, those that come later too. Without it, who follows nothing else does so. */
  everything: v.optional(v.boolean()),
  /** Services that come by assignment or group and are not to disturb; they stay listed. */
  muted: ServiceIds,
  /** What is less grave does not disturb. */
  leastSeverity: v.optional(Severity, 'sev4'),
  /** The most urgent way to be told. */
  most: v.optional(v.picklist(waysToTell), 'acknowledgement'),
  quietHours: v.nullable(QuietHours),
});
export type Subscription = v.InferOutput<typeof Subscription>;

/** Of somebody who has never chosen. */
export const emptySubscription: Subscription = {
  services: [],
  groups: [],
  muted: [],
  leastSeverity: 'sev4',
  most: 'acknowledgement',
  quietHours: null,
};

/** What an admin wants a person to follow, by the audiences that the person is a member of. */
export const Assigned = v.strictObject({ services: ServiceIds, groups: GroupNames });
export type Assigned = v.InferOutput<typeof Assigned>;
