import * as v from 'valibot';
import type { IncidentView } from '../protocol/view.ts';

/** What this browser alone remembers of how a person wants to be shown an incident. */
export const Attention = v.object({
  /** Incident id → the revision at which it was put off, and when its next update is due at the latest. */
  snoozed: v.record(v.string(), v.object({ revision: v.number(), until: v.nullable(v.string()) })),
  /** Incident id → the material revision whose bar the person asked to see again, and what was acknowledged of it by then. */
  reopened: v.record(v.string(), v.object({ materialRevision: v.number(), acknowledged: v.number() })),
});
export type Attention = v.InferOutput<typeof Attention>;

export const noAttention: Attention = { snoozed: {}, reopened: {} };

/** Incident id → the highest revision that the person acknowledged. */
type Acknowledged = Readonly<Record<string, number>>;

type Subject = Pick<IncidentView, 'id' | 'revision' | 'materialRevision' | 'nextUpdateDueAt'>;

/** Puts an incident off until its next update, whatever that says, or until that update is overdue. */
export function snooze(attention: Attention, { id, revision, nextUpdateDueAt }: Subject): Attention {
  return {
    snoozed: { ...attention.snoozed, [id]: { revision, until: nextUpdateDueAt } },
    reopened: without(attention.reopened, id),
  };
}

/** Shows the bar again, although it was acknowledged or put off. */
export function reopen(
  attention: Attention,
  { id, materialRevision }: Subject,
  acknowledged: Acknowledged,
): Attention {
  const known = { materialRevision, acknowledged: acknowledged[id] ?? 0 };
  return {
    snoozed: without(attention.snoozed, id),
    reopened: { ...attention.reopened, [id]: known },
  };
}

/** Takes back that the bar was asked for: it is acknowledged again, or hidden. */
export function settle(attention: Attention, id: string): Attention {
  return { ...attention, reopened: without(attention.reopened, id) };
}

export function isSnoozed(attention: Attention, { id, revision }: Subject, now: string): boolean {
  const entry = attention.snoozed[id];
  if (!entry || entry.revision !== revision) return false;
  return entry.until === null || now < entry.until;
}

/** Until it changes materially, or somebody says "Got it", be it on another device. */
export function isReopened(
  { reopened }: Attention,
  { id, materialRevision }: Subject,
  acknowledged: Acknowledged,
): boolean {
  const known = reopened[id];
  return (
    known !== undefined &&
    known.materialRevision === materialRevision &&
    known.acknowledged === (acknowledged[id] ?? 0)
  );
}

/** Lets go of what concerns incidents that are shown no more. */
export function attentionTo(attention: Attention, incidents: readonly Pick<IncidentView, 'id'>[]): Attention {
  const shown = new Set(incidents.map(({ id }) => id));
  const kept = <Value>(of: Record<string, Value>) =>
    Object.fromEntries(Object.entries(of).filter(([id]) => shown.has(id)));
  return { snoozed: kept(attention.snoozed), reopened: kept(attention.reopened) };
}

function without<Value>(of: Readonly<Record<string, Value>>, id: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(of).filter(([other]) => other !== id));
}
