import { Audience } from '../../model/audience.ts';
import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';

/** The calls about who may read what. */
export const audiencesRows = {
  listAudiences: {
    method: 'GET',
    path: '/api/v1/audiences',
    access: 'liaison',
    scope: 'audiences:read',
    tag: 'catalogue',
    summary: 'All audiences with their members',
    answer: { status: 200, is: 'By name', schema: answers.AudiencesAnswer },
  },
  createAudience: {
    method: 'POST',
    path: '/api/v1/audiences',
    access: 'admin',
    scope: 'audiences:write',
    needsFreshSignIn: true,
    tag: 'catalogue',
    summary: 'Add an audience',
    body: answers.CreateAudience,
    isRepeatable: true,
    answer: { status: 201, is: 'The audience', schema: Audience },
    problems: ['unknown_service', 'unknown_audience', 'audience_nesting', 'already_exists', 'catalogue_full'],
  },
  replaceAudience: {
    method: 'PUT',
    path: '/api/v1/audiences/:id',
    access: 'admin',
    scope: 'audiences:write',
    needsFreshSignIn: true,
    tag: 'catalogue',
    summary:
      'Replace an audience, or add it under this id; who gains or loses it is moved to another view at once',
    body: answers.ReplaceAudience,
    answer: { status: 200, is: 'The audience', schema: Audience },
    problems: ['unknown_service', 'unknown_audience', 'audience_nesting', 'catalogue_full'],
  },
  removeAudience: {
    method: 'DELETE',
    path: '/api/v1/audiences/:id',
    access: 'admin',
    scope: 'audiences:write',
    needsFreshSignIn: true,
    tag: 'catalogue',
    summary: 'Remove an audience that nothing uses',
    answer: { status: 204, is: 'It is gone' },
    problems: ['in_use'],
  },
} as const satisfies Record<string, Operation>;
