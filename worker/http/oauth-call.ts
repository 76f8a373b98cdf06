import type { Rejection } from '../../shared/core/rejection.ts';
import type { OAuthError, OAuthErrorCode } from '../../shared/protocol/oauth.ts';
import type { ShownProof } from '../auth/dpop.ts';
import type { Env } from '../env.ts';
import type { AskHub } from './hub-stub.ts';

/** A call of OAuth that has passed all checks of its row. */
export interface OAuthCall<Form> {
  readonly request: Request;
  readonly env: Env;
  readonly form: Form;
  readonly proof: ShownProof;
  readonly hub: AskHub;
}

/** What a handler comes back with: the answer's JSON, `null` for none, or a refusal. */
export type OAuthReply = object | null | OAuthError | Rejection;

export function oauthError(error: OAuthErrorCode, description: string): OAuthError {
  return { error, error_description: description };
}
