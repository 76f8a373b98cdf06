import type { ProblemCode } from '../protocol/problem.ts';

/** A refusal as a value: the code of the problem catalogue and what the reader needs to mend it. */
export interface Rejection {
  readonly rejected: ProblemCode;
  /** One sentence for a person; it never echoes a secret. */
  readonly detail: string;
  /** Facts beside the sentence, such as the current revision. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** True for a refusal, false for whatever was wanted. */
export function isRejection(value: unknown): value is Rejection {
  return typeof value === 'object' && value !== null && 'rejected' in value;
}
