import * as v from 'valibot';
import { Readers } from './audience.ts';
import { Id } from './id.ts';
import { AffectedServices } from './impact.ts';
import { Link } from './link.ts';
import { Phase } from './phase.ts';
import { Severity } from './severity.ts';
import { line, prose } from './text.ts';
import { Timestamp } from './time.ts';
import { MESSAGE_MAX, NEXT_UPDATE_MAX_MINUTES, Update } from './update.ts';

/** Graphemes of an incident's title. */
export const TITLE_MAX = 200;

/** Something unplanned that people must know about, as the hub keeps it. */
export const Incident = v.strictObject({
  id: Id,
  /** Grows by one with every change that any reader can see. */
  revision: v.number(),
  /** The newest revision that reopens a dismissed banner. */
  materialRevision: v.number(),
  title: v.string(),
  severity: Severity,
  phase: Phase,
  services: AffectedServices,
  startedAt: Timestamp,
  updatedAt: Timestamp,
  resolvedAt: v.nullable(Timestamp),
  /** When it leaves every view; the incident itself is kept. */
  retiredAt: v.nullable(Timestamp),
  nextUpdateDueAt: v.nullable(Timestamp),
  links: v.array(Link),
  audiences: Readers,
  /** Newest first. */
  updates: v.array(Update),
});
export type Incident = v.InferOutput<typeof Incident>;

/** What a liaison says to open an incident. */
export const OpenIncident = v.strictObject({
  title: line(TITLE_MAX),
  severity: Severity,
  services: AffectedServices,
  phase: v.optional(Phase, 'investigating'),
  message: prose(MESSAGE_MAX),
  nextUpdateMinutes: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(NEXT_UPDATE_MAX_MINUTES)),
  ),
  workaround: v.optional(prose(MESSAGE_MAX)),
  customerMessage: v.optional(prose(MESSAGE_MAX)),
  links: v.optional(v.pipe(v.array(Link), v.maxLength(20, 'must hold at most 20 links')), []),
  audiences: v.optional(Readers, []),
  /** Accepted for symmetry with updates: an opening always is material. */
  material: v.optional(v.boolean()),
  /** When it began, where that was before now. */
  startedAt: v.optional(Timestamp),
});
export type OpenIncident = v.InferOutput<typeof OpenIncident>;

/** True until the incident is over. */
export function isLive(incident: Pick<Incident, 'phase'>): boolean {
  return incident.phase !== 'resolved';
}
