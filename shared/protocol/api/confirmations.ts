import { Confirmation, ConfirmationsAnswer } from '../confirmations.ts';
import type { Operation } from '../operation.ts';
import { IncidentView } from '../view.ts';

/** The calls about what waits for a second liaison. */
export const confirmationsRows = {
  listConfirmations: {
    method: 'GET',
    path: '/api/v1/confirmations',
    access: 'liaison',
    scope: 'incidents:write',
    tag: 'incidents',
    summary: 'What waits for a second liaison, the oldest first',
    answer: { status: 200, is: 'All that waits', schema: ConfirmationsAnswer },
  },
  getConfirmation: {
    method: 'GET',
    path: '/api/v1/confirmations/:id',
    access: 'liaison',
    scope: 'incidents:write',
    tag: 'incidents',
    summary: 'What became of one; it is forgotten a day after its time',
    answer: { status: 200, is: 'How it stands', schema: Confirmation },
  },
  confirm: {
    method: 'POST',
    path: '/api/v1/confirmations/:id/confirm',
    access: 'liaison',
    scope: 'incidents:write',
    tag: 'incidents',
    summary: 'Confirm it as a second liaison: it is carried out as the first one asked',
    isRepeatable: true,
    answer: { status: 200, is: 'The incident', schema: IncidentView },
    problems: [
      'second_liaison',
      'confirmation_closed',
      'stale_revision',
      'phase_order',
      'draft_closed',
      'everyone_not_said',
      'unknown_service',
      'unknown_audience',
      'too_many_incidents',
    ],
  },
  refuseConfirmation: {
    method: 'POST',
    path: '/api/v1/confirmations/:id/refuse',
    access: 'liaison',
    scope: 'incidents:write',
    tag: 'incidents',
    summary: 'Refuse it, or take back what one has asked for oneself',
    isRepeatable: true,
    answer: { status: 200, is: 'How it stands', schema: Confirmation },
    problems: ['confirmation_closed'],
  },
} as const satisfies Record<string, Operation>;
