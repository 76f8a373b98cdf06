import * as v from 'valibot';

/** What connects a browser, and its person, to the relay: the words of OAuth (RFC 6749, RFC 8628, RFC 7009, RFC 9449). */

export const EXTENSION_CLIENT = 'masthead-extension';
export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

const secret = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));

/** The form that starts a pairing. `browser` is what the person is shown: browser and system, at most 80 characters. */
export const DeviceAuthorizationForm = v.object({
  client_id: secret,
  browser: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(300)),
});

/** RFC 8628 section 3.2. */
export const DeviceAuthorization = v.object({
  device_code: v.string(),
  /** As it is shown: `BCDF-GHJK`. */
  user_code: v.string(),
  verification_uri: v.string(),
  /** With the user code in the fragment, which reaches no log. */
  verification_uri_complete: v.string(),
  /** Seconds. */
  expires_in: v.number(),
  /** Seconds between two polls. */
  interval: v.number(),
});
export type DeviceAuthorization = v.InferOutput<typeof DeviceAuthorization>;

export const TokenForm = v.object({
  grant_type: v.pipe(v.string(), v.nonEmpty()),
  client_id: secret,
  device_code: v.optional(secret),
  refresh_token: v.optional(secret),
});

export const TokenAnswer = v.object({
  access_token: v.string(),
  token_type: v.literal('DPoP'),
  /** Seconds. */
  expires_in: v.number(),
  /** Good once; the answer to its use holds the next one. */
  refresh_token: v.string(),
  device_id: v.string(),
});
export type TokenAnswer = v.InferOutput<typeof TokenAnswer>;

/** RFC 7009 section 2.1. */
export const RevocationForm = v.object({ token: secret, token_type_hint: v.optional(v.string()) });

/** Every refusal of these calls. */
export const oauthErrors = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unsupported_grant_type',
  'authorization_pending',
  'slow_down',
  'access_denied',
  'expired_token',
  'invalid_dpop_proof',
  'temporarily_unavailable',
] as const;
export type OAuthErrorCode = (typeof oauthErrors)[number];

/** A refusal as OAuth says it. `reason` goes with `invalid_grant`: why the device gets no token any more. */
export const OAuthError = v.object({
  error: v.picklist(oauthErrors),
  error_description: v.string(),
  reason: v.optional(v.string()),
});
export type OAuthError = v.InferOutput<typeof OAuthError>;
