import type { JWTPayload } from 'jose';
import * as v from 'valibot';
import { PersonId } from '../../shared/model/audience.ts';
import { type Role, roles } from '../../shared/model/person.ts';
import { type AccessSetting, isAllowedDomain, type OidcSetting } from './sign-in-setting.ts';

/** Who somebody is, as the company's sign-in proved it. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly person: PersonId;
  readonly name: string;
  readonly groups: readonly string[];
  /** When they last showed a secret there, ISO; `null` where it does not say. */
  readonly provenAt: string | null;
}

/** What follows from the claims here. */
export interface Standing {
  /** `null` where groups say nothing of roles: then the account keeps the one it has. */
  readonly role: Role | null;
  readonly audiences: readonly string[];
}

const NAME_LENGTH = 80;

/** Reads a verified payload; `{ unproven }` names the claim that is missing or not enough. */
export function readClaims(
  payload: JWTPayload,
  setting: OidcSetting | AccessSetting,
): Claims | { readonly unproven: string } {
  const person = v.safeParse(PersonId, payload['email']);
  if (!person.success) return { unproven: 'email' };
  if (!isVerified(payload, setting)) return { unproven: 'email_verified' };
  if (!isAllowedDomain(person.output, setting.allowedDomains)) return { unproven: 'domain' };
  const { iss = '', sub = '', auth_time: authTime } = payload;
  if (sub === '') return { unproven: 'sub' };
  const groups = v.safeParse(v.array(v.string()), payload[setting.groupsClaim]);
  return {
    issuer: iss,
    subject: sub,
    person: person.output,
    name: nameIn(payload) ?? person.output,
    groups: groups.success ? groups.output : [],
    provenAt: typeof authTime === 'number' ? new Date(authTime * 1_000).toISOString() : null,
  };
}

/** Access lets nobody in whose address its own sign-in has not verified, and has no claim for it. */
function isVerified(payload: JWTPayload, setting: OidcSetting | AccessSetting): boolean {
  if (setting.kind === 'access') return true;
  return [true, 1, '1', 'true'].includes(payload[setting.verifiedClaim] as boolean | number | string);
}

function nameIn({ name }: JWTPayload): string | null {
  if (typeof name !== 'string') return null;
  const line = name.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return line === '' ? null : line.slice(0, NAME_LENGTH);
}

/** The role and the audiences that these claims give. Who is named as admin is one whatever the groups say. */
export function standingOf({ person, groups }: Claims, setting: OidcSetting | AccessSetting): Standing {
  const isIn = (named: readonly string[] | undefined) =>
    (named ?? []).some((group) => groups.includes(group));
  const byGroup = Object.entries(setting.audiences).filter(([, named]) => isIn(named));
  const audiences = byGroup.map(([id]) => id);
  if (setting.admins.includes(person)) return { role: 'admin', audiences };
  if (Object.keys(setting.roles).length === 0) return { role: null, audiences };
  const role = roles.findLast((role) => role !== 'stakeholder' && isIn(setting.roles[role])) ?? 'stakeholder';
  return { role, audiences };
}
