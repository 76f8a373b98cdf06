import * as v from 'valibot';
import type { DeviceKeys } from './credential.ts';
import { fetchProved, type ProvingPorts } from './proved-fetch.ts';

/* The relay's `/oauth/*` from this end: forms out, JSON in. Source: RFC 8628 (pairing), RFC 6749 5 and 6, RFC 7009. */

const CLIENT_ID = 'masthead-extension';
/** Longer than that nobody waits. */
const ANSWERED_WITHIN_MS = 10_000;

/** What the relay answers to a browser that asks to be paired. */
export const DeviceAuthorization = v.object({
  device_code: v.string(),
  user_code: v.pipe(v.string(), v.maxLength(32)),
  verification_uri: v.string(),
  verification_uri_complete: v.optional(v.string()),
  expires_in: v.pipe(v.number(), v.minValue(1)),
  interval: v.optional(v.pipe(v.number(), v.minValue(1)), 5),
});

/** The tokens of a device. */
export const TokenAnswer = v.object({
  access_token: v.string(),
  token_type: v.pipe(v.string(), v.toLowerCase(), v.literal('dpop')),
  expires_in: v.pipe(v.number(), v.minValue(1)),
  refresh_token: v.string(),
  device_id: v.string(),
});
export type TokenAnswer = v.InferOutput<typeof TokenAnswer>;

export interface OAuthPorts extends ProvingPorts {
  readonly timers: { after(ms: number, run: () => void): () => void };
}

/** Posts one form to the relay, proved by the device's key. Rejects where nobody answers in time. */
export async function postForm(
  relayUrl: string,
  path: '/oauth/device_authorization' | '/oauth/token' | '/oauth/revoke',
  fields: Readonly<Record<string, string>>,
  keys: DeviceKeys,
  ports: OAuthPorts,
): Promise<Response> {
  const abort = new AbortController();
  const cancel = ports.timers.after(ANSWERED_WITHIN_MS, () => abort.abort());
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: CLIENT_ID, ...fields }).toString(),
    signal: abort.signal,
  };
  return fetchProved(`${relayUrl}${path}`, init, { keys, accessToken: null }, ports).finally(cancel);
}

/** The error that OAuth names, such as `slow_down`; `null` where the answer names none. */
export async function errorOf(answer: Response): Promise<string | null> {
  const body: unknown = await answer.json().catch(() => null);
  return v.is(v.object({ error: v.string() }), body) ? body.error : null;
}
