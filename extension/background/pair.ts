import * as v from 'valibot';
import { StateAnswer } from '../../shared/protocol/answers.ts';
import type { PairAnswer } from '../data/messages.ts';
import { relayOrigin } from '../data/relay-origin.ts';
import type { Credential } from './credential.ts';
import type { Fetch } from './ports.ts';

/**
 * Tries an address and a token against the relay. Only an answer that holds a view is a relay: any server says 200. Returns
 * the credential to keep, with the address cut down to its origin, or why there is none.
 */
export async function tryCredential(
  relayUrl: string,
  token: string,
  fetch: Fetch,
): Promise<{ credential: Credential } | Extract<PairAnswer, { ok: false }>> {
  const origin = relayOrigin(relayUrl);
  if (origin === null) return { ok: false, reason: 'bad_address' };
  const answer = await fetch(`${origin}/api/v1/state`, {
    method: 'GET',
    headers: { authorization: `Bearer ${token.trim()}` },
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
  }).catch(() => null);
  if (!answer) return { ok: false, reason: 'unreachable' };
  if (answer.status === 401 || answer.status === 403) return { ok: false, reason: 'refused' };
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok || !v.is(StateAnswer, body)) return { ok: false, reason: 'not_masthead' };
  return { credential: { kind: 'bearer', relayUrl: origin, token: token.trim() } };
}
