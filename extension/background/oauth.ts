import * as v from 'valibot';
import { EXTENSION_CLIENT } from '../../shared/protocol/oauth.ts';
import type { DeviceKeys } from './credential.ts';
import { fetchProved, type ProvingPorts } from './proved-fetch.ts';

/* The relay's `/oauth/*` from this end: forms out, JSON in. Source: RFC 8628 (pairing), RFC 6749 5 and 6, RFC 7009. */

/** Longer than that nobody waits. */
const ANSWERED_WITHIN_MS = 10_000;

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
    body: new URLSearchParams({ client_id: EXTENSION_CLIENT, ...fields }).toString(),
    signal: abort.signal,
  };
  return fetchProved(`${relayUrl}${path}`, init, { keys, accessToken: null }, ports).finally(cancel);
}

/** The error that OAuth names, such as `slow_down`; `null` where the answer names none. */
export async function errorOf(answer: Response): Promise<string | null> {
  const body: unknown = await answer.json().catch(() => null);
  return v.is(v.object({ error: v.string() }), body) ? body.error : null;
}
