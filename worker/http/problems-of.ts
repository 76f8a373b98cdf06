import type { Operation } from '../../shared/protocol/operation.ts';
import { deviceScopes } from '../../shared/model/scope.ts';
import type { ProblemCode } from '../../shared/protocol/problem.ts';

/** Every code that a call of this row can be refused with, each once. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const { body, isRepeatable, method, needsFreshSignIn, path, problems, query, scope, takes, takesRevision } =
    operation;
  const isForPeople = scope !== undefined;
  return [
    ...new Set<ProblemCode>([
      ...(isForPeople ? (['unauthenticated'] as const) : []),
      ...(scope !== undefined && deviceScopes.includes(scope) ? (['invalid_dpop_proof'] as const) : []),
      ...(isForPeople ? (['forbidden'] as const) : []),
      ...(isForPeople && method !== 'GET' ? (['foreign_origin'] as const) : []),
      ...(needsFreshSignIn ? (['sign_in_too_old'] as const) : []),
      ...(path.includes(':id') ? (['not_found'] as const) : []),
      ...(body ? bodyProblems : []),
      ...(takes ? (['body_too_large', 'wrong_content_type'] as const) : []),
      ...(isRepeatable ? (['invalid_header', 'idempotency_key_reused'] as const) : []),
      ...(takesRevision ? (['invalid_header', 'stale_revision'] as const) : []),
      ...(query ? (['invalid_query'] as const) : []),
      ...(problems ?? []),
      'wrong_host',
      'internal_error',
      'overloaded',
      'sign_in_not_configured',
    ]),
  ];
}

const bodyProblems = [
  'missing_body',
  'malformed_json',
  'json_too_deep',
  'body_too_large',
  'wrong_content_type',
  'invalid_body',
  'unknown_field',
] as const;
