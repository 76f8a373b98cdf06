import * as v from 'valibot';
import { Readers } from './audience.ts';
import { Id } from './id.ts';
import { Impact } from './impact.ts';
import { Severity } from './severity.ts';
import { line } from './text.ts';

/** The vendors whose webhooks the relay reads. */
export const sourceKinds = ['alertmanager', 'pagerduty'] as const;
export const SourceKind = v.picklist(sourceKinds);
export type SourceKind = v.InferOutput<typeof SourceKind>;

/** What the admin wants done with what a source says. */
export const SourceRule = v.strictObject({
  /** `draft`: a liaison decides. `auto`: the source opens, updates and resolves the incident by itself. */
  publish: v.optional(v.picklist(['draft', 'auto']), 'draft'),
  /** A firing or a resolution must last this long before it is published by itself; 0 publishes at once. */
  flapMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)), 0),
  /** The sender's word for a service (a label's value, a service's id or name) → our service and what its users feel. */
  services: v.optional(
    v.pipe(v.array(v.strictObject({ match: line(200), id: Id, impact: Impact })), v.maxLength(200)),
    [],
  ),
  /** The sender's word for gravity (`critical`, `P1`) → our severity. An alert alone never sets one. */
  severities: v.optional(
    v.pipe(v.array(v.strictObject({ match: line(80), severity: Severity })), v.maxLength(50)),
    [],
  ),
  /** Used where no word matches. */
  severity: v.optional(Severity, 'sev3'),
  audiences: v.optional(Readers, []),
});
export type SourceRule = v.InferOutput<typeof SourceRule>;

/** A way in. Its secrets are kept apart, encrypted, and never shown again. */
export const Source = v.strictObject({ id: Id, name: line(80), kind: SourceKind, rule: SourceRule });
export type Source = v.InferOutput<typeof Source>;
