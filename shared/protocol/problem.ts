import * as v from 'valibot';

/**
 * Every refusal of the relay by its stable code. The title never changes with the case; `detail` beside it does.
 * `docs/errors.md` says for each what to do, and a test holds the two together.
 */
export const problems = {
  malformed_json: { status: 400, title: 'The body is not valid JSON.' },
  json_too_deep: { status: 400, title: 'The body is nested too deeply or holds too many keys.' },
  malformed_csv: { status: 400, title: 'The body is no file of people.' },
  missing_body: { status: 400, title: 'The request needs a JSON body.' },
  invalid_header: { status: 400, title: 'A header does not have the form it needs.' },
  invalid_query: { status: 400, title: 'A query parameter does not have the form it needs.' },
  unauthenticated: { status: 401, title: 'The request carries no credential that the relay knows.' },
  invalid_dpop_proof: { status: 401, title: 'The proof of the device key does not fit this request.' },
  forbidden: { status: 403, title: 'This role may not do that.' },
  sign_in_refused: { status: 403, title: 'This person cannot be signed in.' },
  sign_in_too_old: { status: 403, title: 'This asks for a fresh sign-in.' },
  beyond_own_rights: { status: 403, title: 'Nobody hands on more than they have.' },
  foreign_origin: { status: 403, title: 'The request comes from another site.' },
  wrong_host: { status: 403, title: 'The relay does not answer to this host name.' },
  second_liaison: { status: 403, title: 'Another person has to confirm this.' },
  not_found: { status: 404, title: 'There is nothing here that this caller may read.' },
  method_not_allowed: { status: 405, title: 'This address does not know that method.' },
  phase_order: { status: 409, title: 'Phases go forward unless a step back is meant.' },
  incident_over: { status: 409, title: 'The incident is over.' },
  draft_closed: { status: 409, title: 'The draft has been dealt with already.' },
  last_admin: { status: 409, title: 'The last admin stays.' },
  own_account: { status: 409, title: 'Nobody changes their own role or removes themselves.' },
  confirmation_closed: { status: 409, title: 'This waits no longer for a second liaison.' },
  sign_in_elsewhere: { status: 409, title: 'People sign in elsewhere, and are not invited here.' },
  already_exists: { status: 409, title: 'There is already one with this id.' },
  in_use: { status: 409, title: 'Something else still needs this.' },
  catalogue_full: { status: 409, title: 'There are as many of these as there may be.' },
  too_many_incidents: { status: 409, title: 'There are as many live incidents as there may be.' },
  stale_revision: { status: 412, title: 'The incident has changed since it was read.' },
  body_too_large: { status: 413, title: 'The body is too large.' },
  wrong_content_type: { status: 415, title: 'The body is not of the media type that the call takes.' },
  invalid_body: { status: 422, title: 'The body does not have the form it needs.' },
  unknown_field: { status: 422, title: 'The body has a field that the relay does not know.' },
  unsafe_text: { status: 422, title: 'A text holds hidden or piled-up characters.' },
  unsafe_link: { status: 422, title: 'An address is none that people may be sent to.' },
  faulty_rows: { status: 422, title: 'Rows of the file are faulty; nothing was changed.' },
  everyone_not_said: {
    status: 422,
    title: 'What is for a few is published to everyone only where that is said.',
  },
  unknown_service: { status: 422, title: 'A service is named that does not exist.' },
  unknown_audience: { status: 422, title: 'An audience is named that does not exist.' },
  audience_nesting: { status: 422, title: 'Audiences nest one level deep.' },
  idempotency_key_reused: { status: 422, title: 'The key was used for another request.' },
  asked_too_often: { status: 429, title: 'One may not ask for access so often.' },
  upgrade_required: { status: 426, title: 'This address speaks WebSocket only.' },
  invalid_ticket: { status: 401, title: 'The ticket is unknown, used or too old.' },
  internal_error: { status: 500, title: 'The relay failed; repeat the request with the same key.' },
  overloaded: { status: 503, title: 'The relay cannot take this now; try again.' },
  too_many_sockets: { status: 503, title: 'The relay holds as many connections as it may.' },
  too_many_views: { status: 503, title: 'The organisation has as many distinct views as it may.' },
  sign_in_not_configured: {
    status: 503,
    title: 'The relay has no sign-in configured and serves nothing else.',
  },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** One fault of a body: where it is, its own code, and a sentence. */
export const Fault = v.object({ path: v.string(), code: v.string(), message: v.string() });
export type Fault = v.InferOutput<typeof Fault>;

/** A problem document. Source: RFC 9457, with `code`, `errors` and `revision` as extension members. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  detail: v.optional(v.string()),
  /** `urn:masthead:request:` and the id of this request in the relay's log. */
  instance: v.optional(v.string()),
  errors: v.optional(v.array(Fault)),
  revision: v.optional(v.number()),
});
export type Problem = v.InferOutput<typeof Problem>;

/** The media type of a problem document. */
export const PROBLEM_TYPE = 'application/problem+json';

/** The document for a code. `extra` adds a sentence and facts; nothing secret may stand in it. */
export function problemOf(
  code: ProblemCode,
  extra: Omit<Partial<Problem>, 'type' | 'title' | 'status' | 'code'> = {},
): Problem {
  return {
    type: `urn:masthead:problem:${code}`,
    title: problems[code].title,
    status: problems[code].status,
    code,
    ...extra,
  };
}
