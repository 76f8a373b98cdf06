import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import type { Answer, Caller, IdempotencyKey } from '../hub-api.ts';
import { findAnswer, keepAnswer } from '../idempotency.ts';
import type { Desk } from './desk.ts';

/** Does the work, or answers as it did where the key of the request is known. Refusals are not kept. */
export function once(
  { sql, at }: Desk,
  caller: Caller,
  repeat: IdempotencyKey | null,
  work: () => Answer | Rejection,
): Answer | Rejection {
  const earlier = repeat && findAnswer(sql, caller.id, repeat);
  if (earlier) return earlier;
  const answer = work();
  if (repeat && !isRejection(answer)) keepAnswer(sql, caller.id, repeat, answer, at);
  return answer;
}
