import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';

/** The calls about signing in. */
export const signInRows = {
  createSignInCode: {
    method: 'POST',
    path: '/api/v1/sign-in-codes',
    access: 'admin',
    scope: 'sign-in:write',
    tag: 'sign-in',
    summary: 'Local mode only: an address with a single-use code that signs a browser in',
    body: answers.CreateSignInCode,
    isRepeatable: true,
    answer: { status: 201, is: 'The address, with the code in its fragment', schema: answers.SignInCode },
  },
} as const satisfies Record<string, Operation>;
