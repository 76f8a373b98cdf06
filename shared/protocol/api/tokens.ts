import { CreateToken } from '../../model/token.ts';
import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';

/** The calls about the credentials of programs. */
export const tokensRows = {
  listTokens: {
    method: 'GET',
    path: '/api/v1/tokens',
    access: 'admin',
    scope: 'tokens:read',
    tag: 'tokens',
    summary: 'All tokens, those that are over included, newest first; never their secrets',
    answer: { status: 200, is: 'The tokens', schema: answers.TokensAnswer },
  },
  createToken: {
    method: 'POST',
    path: '/api/v1/tokens',
    access: 'admin',
    scope: 'tokens:write',
    needsFreshSignIn: true,
    tag: 'tokens',
    summary: 'Make a token; the answer alone shows it',
    body: CreateToken,
    isRepeatable: true,
    answer: { status: 201, is: 'The token with its secret', schema: answers.TokenCreated },
    problems: ['beyond_own_rights', 'catalogue_full'],
  },
  revokeToken: {
    method: 'DELETE',
    path: '/api/v1/tokens/:id',
    access: 'admin',
    scope: 'tokens:write',
    tag: 'tokens',
    summary: 'Take a token back: it is refused from now on, and its streams close',
    takesAccessAway: true,
    answer: { status: 204, is: 'It opens nothing any more' },
  },
} as const satisfies Record<string, Operation>;
