import * as v from 'valibot';
import { PersonId } from '../../shared/model/audience.ts';
import { Id } from '../../shared/model/id.ts';

/** A name of a group, as the company's sign-in says it. */
const Groups = v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))), v.maxLength(200));

const Domain = v.pipe(
  v.string(),
  v.toLowerCase(),
  v.regex(/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain, such as example.com'),
);
const Admins = v.optional(v.pipe(v.array(PersonId), v.maxLength(200)), []);
const ClaimName = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));

/** What a sign-in of the company says, and what follows from it here. */
const fromClaims = {
  /** Addresses that are admin whatever else is said. */
  admins: Admins,
  /** Whose addresses count. A provider that anybody may register with vouches for anybody. */
  allowedDomains: v.pipe(v.array(Domain), v.minLength(1, 'must name at least one domain'), v.maxLength(100)),
  /** Groups that make a role. Where any is named, the role follows the groups at each sign-in, and the highest wins. */
  roles: v.optional(
    v.strictObject({
      responder: v.optional(Groups),
      liaison: v.optional(Groups),
      admin: v.optional(Groups),
    }),
    {},
  ),
  /** Groups that make a member of an audience, by the audience's id. */
  audiences: v.optional(v.record(Id, Groups), {}),
  groupsClaim: v.optional(ClaimName, 'groups'),
  /** Whether an account is made at the first sign-in; else an admin makes it before. */
  mayJoin: v.optional(v.boolean(), true),
};

const Issuer = v.pipe(
  v.string(),
  v.url('must be the address of the issuer'),
  v.check((text) => !/[?#]/.test(text), 'must have no query and no fragment'),
);

const Oidc = v.strictObject({
  kind: v.literal('oidc'),
  /** Exactly as the issuer names itself: `iss` of its tokens is compared letter by letter. */
  issuer: Issuer,
  clientId: v.pipe(v.string(), v.nonEmpty(), v.maxLength(500)),
  /** Asked for beside `openid`. */
  scopes: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'must be a scope')))),
    ['email', 'profile'],
  ),
  /** The claim that says the address is the person's own. `true`, `1` and their texts count. */
  verifiedClaim: v.optional(ClaimName, 'email_verified'),
  ...fromClaims,
});

const Access = v.strictObject({
  kind: v.literal('access'),
  /** The team's host, such as `example.cloudflareaccess.com`. */
  team: v.pipe(
    Domain,
    v.check((text) => text.endsWith('.cloudflareaccess.com'), 'must end in .cloudflareaccess.com'),
  ),
  /** The application's audience tag. */
  aud: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be the audience tag: 64 hex digits')),
  ...fromClaims,
});

const Invitations = v.strictObject({
  kind: v.literal('invitations'),
  admins: v.pipe(
    v.array(PersonId),
    v.minLength(1, 'must name at least one address: the first admin invites the others'),
    v.maxLength(200),
  ),
  /** Whom an admin may invite; everybody where none is named. */
  allowedDomains: v.optional(v.pipe(v.array(Domain), v.maxLength(100)), []),
});

/** The one setting that says how people sign in: `MASTHEAD_SIGN_IN`, as JSON. */
export const SignInSetting = v.variant('kind', [Oidc, Access, Invitations]);
export type SignInSetting = v.InferOutput<typeof SignInSetting>;
export type OidcSetting = v.InferOutput<typeof Oidc>;
export type AccessSetting = v.InferOutput<typeof Access>;

/** True where an address of this domain may sign in. No domain named means all. */
export function isAllowedDomain(person: string, allowed: readonly string[]): boolean {
  return allowed.length === 0 || allowed.includes(person.slice(person.lastIndexOf('@') + 1));
}
