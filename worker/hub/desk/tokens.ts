import type { Rejection } from '../../../shared/core/rejection.ts';
import { hasRole } from '../../../shared/model/person.ts';
import { addMinutes } from '../../../shared/model/time.ts';
import type { ApiToken, CreateToken } from '../../../shared/model/token.ts';
import { actorOf, type Answer, type Caller, type IdempotencyKey } from '../hub-api.ts';
import { findAnswer, keepAnswer } from '../idempotency.ts';
import {
  addToken,
  allTokens,
  countTokens,
  endOf,
  noteUse,
  revokeTokenRow,
  tokenByHash,
  tokenById,
  TOKENS_MAX,
} from '../tokens.ts';
import type { Desk } from './desk.ts';

/** A token that the caller has drawn: its id, the HMAC of its secret (hex), and what the secret is derived from under the relay's key. */
export interface DrawnToken {
  readonly id: string;
  readonly hash: string;
  readonly seed: string;
}

export function listTokens({ sql }: Desk): ApiToken[] {
  return allTokens(sql);
}

/**
 * Takes a new token in. The answer holds the seed, so that a repetition can be shown the same secret: without the relay's key it
 * opens nothing. Nobody makes a token that may do more, or for longer, than what they came with.
 */
export function createToken(
  { sql, at, audit }: Desk,
  caller: Caller,
  { name, role, scopes, days }: CreateToken,
  { id, hash, seed }: DrawnToken,
  repeat: IdempotencyKey | null,
): Answer | Rejection {
  const earlier = repeat && findAnswer(sql, caller.id, repeat);
  if (earlier) return earlier;
  if (countTokens(sql) >= TOKENS_MAX)
    return { rejected: 'catalogue_full', detail: `There are already ${TOKENS_MAX} tokens.` };
  const token: ApiToken = {
    id,
    name,
    role,
    scopes,
    madeBy: caller.id,
    madeAt: at,
    expiresAt: addMinutes(at, days * 24 * 60),
    usedOn: null,
    revokedAt: null,
  };
  const refusal = refuseMore(sql, caller, token);
  if (refusal) return refusal;
  addToken(sql, token, hash);
  audit({
    actor: actorOf(caller),
    action: 'token.create',
    target: id,
    outcome: 'done',
    detail: { role, scopes, expiresAt: token.expiresAt },
  });
  const answer: Answer = { status: 201, body: JSON.stringify({ ...token, seed }) };
  if (repeat) keepAnswer(sql, caller.id, repeat, answer, at);
  return answer;
}

/** Ends a token. Doing it twice is doing it once; the refusal where there is none. */
export function revokeToken(
  { sql, at, audit, revoke }: Desk,
  caller: Caller,
  id: string,
): Answer | Rejection {
  const token = tokenById(sql, id);
  if (!token) return { rejected: 'not_found', detail: 'There is no such token.' };
  if (token.revokedAt === null) {
    revokeTokenRow(sql, id, at);
    revoke({ tokens: [id] });
    audit({ actor: actorOf(caller), action: 'token.revoke', target: id, outcome: 'done' });
  }
  return { status: 204, body: null };
}

/** Who a token stands for; why it is no good any more; `null` for one that never was. */
export function readToken({ sql, at, audit }: Desk, hash: string): Caller | 'revoked' | 'expired' | null {
  const token = tokenByHash(sql, hash);
  if (!token) return null;
  const { id, name, role, scopes, expiresAt: endsAt } = token;
  const caller: Caller = { kind: 'program', id, name, role, scopes, credentialId: id, endsAt };
  const end = endOf(token, at);
  if (end === null) {
    noteUse(sql, token, at);
    return caller;
  }
  audit({
    actor: actorOf(caller),
    action: 'token.use',
    target: id,
    outcome: 'refused',
    detail: { why: end },
  });
  return end;
}

function refuseMore(sql: SqlStorage, caller: Caller, token: ApiToken): Rejection | null {
  const more = (what: string): Rejection => ({ rejected: 'beyond_own_rights', detail: what });
  if (!hasRole(caller.role, token.role)) return more(`You have the role ${caller.role}.`);
  const missing = caller.scopes && token.scopes.find((scope) => !caller.scopes?.includes(scope));
  if (missing) return more(`What you came with lacks the scope ${missing}.`);
  const own = caller.kind === 'program' ? tokenById(sql, caller.id) : null;
  if (own && own.expiresAt < token.expiresAt) return more(`What you came with ends at ${own.expiresAt}.`);
  return null;
}
