import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import type { Env } from '../env.ts';
import type { AskHub } from '../http/hub-stub.ts';
import { rateLimiter } from '../http/rate-limiter.ts';
import type { Caller } from '../hub/hub-api.ts';
import { hashAtRest } from './at-rest.ts';
import { looksLikeAccessToken } from './device-tokens.ts';
import { readProof } from './dpop.ts';

/**
 * The person of a paired browser, which shows `Authorization: DPoP` and its token, and beside it a proof of its key for this
 * request. Source: RFC 9449 section 7.
 */
export async function readDevice(
  token: string,
  request: Request,
  env: Env,
  hub: AskHub,
): Promise<Caller | Rejection> {
  if (!looksLikeAccessToken(token)) return rateLimiter.refuseGuess('credentials', request) ?? unknown;
  const proof = await readProof(request, env, token);
  if (isRejection(proof)) return proof;
  const refusal = rateLimiter.refuseGuess('credentials', request);
  if (refusal) return refusal;
  const hash = await hashAtRest(env, 'device access token', token);
  const person = await hub((h) => h.run('readDevice', hash, proof));
  if (person === null) return unknown;
  rateLimiter.wasRight('credentials', request);
  return person;
}

const unknown: Rejection = {
  rejected: 'unauthenticated',
  detail: 'The device token is unknown, too old, revoked or of another key. Renew it.',
};
