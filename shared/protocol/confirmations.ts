import * as v from 'valibot';
import { secondLiaisonCauses } from '../model/settings.ts';

/** How long a second liaison has, in minutes. */
export const CONFIRM_WITHIN_MINUTES = 30;

/** What a liaison has asked for and a second one has to confirm. Nothing of it is published meanwhile. */
export const Confirmation = v.object({
  id: v.string(),
  /** The command that waits. */
  what: v.picklist(['open_incident', 'publish_draft', 'post_update', 'set_incident_audiences']),
  why: v.array(v.picklist(secondLiaisonCauses)),
  /** `lapsed`: nobody confirmed it in time. */
  status: v.picklist(['waiting', 'confirmed', 'refused', 'lapsed']),
  askedBy: v.object({ id: v.string(), name: v.string() }),
  askedAt: v.string(),
  expiresAt: v.string(),
  decidedBy: v.nullable(v.string()),
  decidedAt: v.nullable(v.string()),
  /** The incident that it is about, or that it became. */
  incidentId: v.nullable(v.string()),
  /** What would be said and to whom, in the form of the call that asked for it; `null` once it is decided. */
  input: v.nullable(v.record(v.string(), v.unknown())),
});
export type Confirmation = v.InferOutput<typeof Confirmation>;

export const ConfirmationsAnswer = v.object({ confirmations: v.array(Confirmation) });
