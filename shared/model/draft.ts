import * as v from 'valibot';
import { Id } from './id.ts';
import { OpenIncident } from './incident.ts';
import { Link } from './link.ts';
import { Phase } from './phase.ts';
import { Timestamp } from './time.ts';

/**
 * What a source says of one thing at one moment, in our words. `key` is the sender's own name for the thing and
 * `occurredAt` the sender's own time, by which an older fact never moves a newer one back. An empty text or list, and a
 * phase of `null`, say nothing about it: what was known before stays.
 */
export const Fact = v.strictObject({
  key: v.string(),
  occurredAt: Timestamp,
  /** When the thing began, where the sender says so. */
  startedAt: v.optional(Timestamp),
  phase: v.nullable(Phase),
  title: v.string(),
  message: v.string(),
  /** The sender's words for what is affected, looked up in the source's rule. */
  serviceWords: v.array(v.string()),
  severityWords: v.array(v.string()),
  links: v.array(Link),
});
export type Fact = v.InferOutput<typeof Fact>;

/** All that is known of the thing, from every fact so far. */
export const KnownFact = v.strictObject({ ...Fact.entries, phase: Phase });
export type KnownFact = v.InferOutput<typeof KnownFact>;

/** What a responder would publish: as for opening an incident, but only the title and the message must be there. */
export const WrittenDraft = v.strictObject({
  ...v.partial(v.omit(OpenIncident, ['title', 'message', 'material'])).entries,
  title: OpenIncident.entries.title,
  message: OpenIncident.entries.message,
});
export type WrittenDraft = v.InferOutput<typeof WrittenDraft>;

const common = {
  id: Id,
  status: v.picklist(['open', 'published', 'discarded']),
  /** The incident it became. */
  incidentId: v.nullable(Id),
  createdAt: Timestamp,
  updatedAt: Timestamp,
} as const;

/** A fact that waits for a liaison, or for its flap window, or that has become an incident. */
export const FactDraft = v.strictObject({
  kind: v.literal('fact'),
  ...common,
  sourceId: Id,
  fact: KnownFact,
  /** What was last carried into the incident. */
  published: v.nullable(v.pick(KnownFact, ['phase', 'message', 'serviceWords', 'severityWords'])),
  /** When an automatic step is due, after the flap window; `null` where none is. */
  settlesAt: v.nullable(Timestamp),
});
export type FactDraft = v.InferOutput<typeof FactDraft>;

/** Words of a responder that wait for a liaison. */
export const PersonDraft = v.strictObject({
  kind: v.literal('written'),
  ...common,
  author: v.strictObject({ id: v.string(), name: v.string() }),
  written: WrittenDraft,
});
export type PersonDraft = v.InferOutput<typeof PersonDraft>;

/** What a liaison may make an incident of. */
export const Draft = v.variant('kind', [FactDraft, PersonDraft]);
export type Draft = v.InferOutput<typeof Draft>;
