import * as v from 'valibot';
import { ClockTime, weekdays } from '../model/quiet-hours.ts';
import { severities } from '../model/severity.ts';
import { type SignalKind, signalKinds } from '../model/signal.ts';
import { waysToTell } from '../model/urgency.ts';

/*
 * What one person has chosen and said, as a client reads it. As with the views, relay and extension are updated weeks apart:
 * an unknown word falls back to the one that tells the person more, never less.
 */

const QuietHoursView = v.object({
  from: ClockTime,
  until: ClockTime,
  days: v.array(v.picklist(weekdays)),
  timeZone: v.string(),
});

/** A Subscription. Quiet hours of another form are none, and those of a zone that this client does not know are never. */
export const SubscriptionView = v.object({
  services: v.array(v.string()),
  groups: v.array(v.string()),
  everything: v.fallback(v.optional(v.boolean()), undefined),
  muted: v.array(v.string()),
  leastSeverity: v.fallback(v.picklist(severities), 'sev4'),
  most: v.fallback(v.picklist(waysToTell), 'acknowledgement'),
  quietHours: v.fallback(v.nullable(QuietHoursView), null),
});

export const AssignedView = v.object({ services: v.array(v.string()), groups: v.array(v.string()) });

/** Incident id → what this person said of it last. A word that this client does not know is passed over. */
export const SignalsView = v.pipe(
  v.record(v.string(), v.string()),
  v.transform((said): Record<string, SignalKind> => {
    const known = Object.entries(said).flatMap(([id, word]) => {
      const kind = signalKinds.find((one) => one === word);
      return kind ? [[id, kind] as const] : [];
    });
    return Object.fromEntries(known);
  }),
);
