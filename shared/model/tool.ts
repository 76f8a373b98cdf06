import * as v from 'valibot';
import { Id } from './id.ts';
import { MatchPattern } from './match-pattern.ts';
import { line } from './text.ts';

/**
 * Where in a tool's window the banner sits. `push` makes room for it above the page; the others lie over the page and shift
 * nothing in it.
 */
export const placements = ['bottom', 'top', 'push', 'pill'] as const;
export const Placement = v.picklist(placements);
export type Placement = v.InferOutput<typeof Placement>;

/** A web application that people work in. It shows banners for incidents on its services, and for those only. */
export const Tool = v.strictObject({
  id: Id,
  name: line(80),
  patterns: v.pipe(v.array(MatchPattern), v.minLength(1, 'must hold at least one pattern'), v.maxLength(20)),
  services: v.pipe(v.array(Id), v.maxLength(200)),
  placement: v.optional(Placement, 'bottom'),
});
export type Tool = v.InferOutput<typeof Tool>;
