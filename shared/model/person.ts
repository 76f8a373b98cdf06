import * as v from 'valibot';
import { PersonId } from './audience.ts';

/**
 * What a person may do, least first. A role holds all that the roles before it hold: a stakeholder reads what is for them, a
 * responder also sees and makes drafts, a liaison publishes, an admin manages.
 */
export const roles = ['stakeholder', 'responder', 'liaison', 'admin'] as const;
export const Role = v.picklist(roles);
export type Role = v.InferOutput<typeof Role>;

/** True where `role` includes what `needed` may do. */
export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** Someone known to the relay. */
export const Person = v.strictObject({ id: PersonId, name: v.string(), role: Role });
export type Person = v.InferOutput<typeof Person>;

/** Who caused a command: a person, a program with a token, a source under its rule, or the relay's own clock. */
export type Actor =
  | { readonly kind: 'person'; readonly id: PersonId; readonly name: string; readonly role: Role }
  | { readonly kind: 'program'; readonly id: string; readonly name: string; readonly role: Role }
  | { readonly kind: 'source'; readonly id: string; readonly name: string }
  | { readonly kind: 'clock' };
