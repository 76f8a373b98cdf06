import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import type { PendingAnswer } from '../../shared/protocol/answers.ts';
import type { ErrandArgs, ErrandName, ErrandResult } from '../hub/desk/errands.ts';
import type { Answer } from '../hub/hub-api.ts';
import type { AskHub } from './hub-stub.ts';

/** The errands that answer a call as a whole. */
type AnsweringErrand = {
  [Name in ErrandName]: ErrandResult<Name> extends Answer | Rejection ? Name : never;
}[ErrandName];

/**
 * Carries out an errand that takes access away. The errand's own answer means that no frame goes to the revoked any more; where a
 * shard is slow or out of reach, the answer is 202 with how many have not closed yet. The row in the API table says
 * `takesAccessAway`.
 */
export async function takeAway<Name extends AnsweringErrand>(
  hub: AskHub,
  name: Name,
  ...args: ErrandArgs<Name>
): Promise<Answer | Rejection> {
  const { result, pending } = await hub((h) => h.runAndTell(name, ...args));
  const answer = result as Answer | Rejection;
  if (isRejection(answer) || pending === 0) return answer;
  const body: PendingAnswer = { pending };
  return { status: 202, body: JSON.stringify(body) };
}
