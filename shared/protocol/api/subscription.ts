import { Subscription } from '../../model/subscription.ts';
import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';

/** The calls about a person's own choice. */
export const subscriptionRows = {
  getSubscription: {
    method: 'GET',
    path: '/api/v1/subscription',
    access: 'stakeholder',
    scope: 'state:read',
    tag: 'subscription',
    summary: 'What the caller has chosen to be told, and what an admin assigned',
    answer: { status: 200, is: 'Both', schema: answers.SubscriptionAnswer },
  },
  replaceSubscription: {
    method: 'PUT',
    path: '/api/v1/subscription',
    access: 'stakeholder',
    scope: 'receipts:write',
    tag: 'subscription',
    summary: 'Choose anew what to be told; it replaces all that was chosen',
    body: Subscription,
    answer: { status: 200, is: 'What holds now', schema: answers.SubscriptionAnswer },
    problems: ['unknown_service'],
  },
} as const satisfies Record<string, Operation>;
