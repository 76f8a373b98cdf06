import * as v from 'valibot';
import { AffectedServices } from './impact.ts';
import { Id } from './id.ts';
import { Phase } from './phase.ts';
import { Severity } from './severity.ts';
import { prose } from './text.ts';
import { Timestamp } from './time.ts';

/** Graphemes of an update's message, workaround and customer message. */
export const MESSAGE_MAX = 4_000;
/** Minutes until the next update, unless the liaison says otherwise. */
export const NEXT_UPDATE_DEFAULT_MINUTES = 30;
/** The longest promise that still is one: a week. */
export const NEXT_UPDATE_MAX_MINUTES = 7 * 24 * 60;

/** One immutable post on an incident, with the whole situation as it stood after it. */
export const Update = v.strictObject({
  id: Id,
  /** The incident's revision that this update made. */
  revision: v.number(),
  at: Timestamp,
  phase: Phase,
  severity: Severity,
  services: AffectedServices,
  message: v.string(),
  workaround: v.nullable(v.string()),
  customerMessage: v.nullable(v.string()),
  /** Whether it reopens a banner that somebody dismissed. */
  isMaterial: v.boolean(),
  /** The promise it makes; `null` once resolved. */
  nextUpdateDueAt: v.nullable(Timestamp),
  author: v.string(),
});
export type Update = v.InferOutput<typeof Update>;

/** What a liaison may say in an update; what is left out stays as it was. */
export const PostUpdate = v.strictObject({
  message: prose(MESSAGE_MAX),
  phase: v.optional(Phase),
  severity: v.optional(Severity),
  services: v.optional(AffectedServices),
  nextUpdateMinutes: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(NEXT_UPDATE_MAX_MINUTES)),
  ),
  workaround: v.optional(prose(MESSAGE_MAX)),
  customerMessage: v.optional(prose(MESSAGE_MAX)),
  material: v.optional(v.boolean()),
  /** Says that a step back to an earlier phase is meant: the fix did not hold, or it was over too soon. */
  reopen: v.optional(v.boolean()),
});
export type PostUpdate = v.InferOutput<typeof PostUpdate>;
