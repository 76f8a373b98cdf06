import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';

/** The calls by which people tell what they have met, and liaisons read it. */
export const receiptsRows = {
  recordReceipts: {
    method: 'POST',
    path: '/api/v1/receipts',
    access: 'stakeholder',
    scope: 'receipts:write',
    tag: 'receipts',
    summary: 'Tell what this person has met; repeating it changes nothing',
    body: answers.ReceiptsBody,
    isRepeatable: true,
    answer: { status: 202, is: 'How many were taken', schema: answers.ReceiptsAnswer },
  },
  acknowledge: {
    method: 'POST',
    path: '/api/v1/incidents/:id/acknowledgements',
    access: 'stakeholder',
    scope: 'receipts:write',
    tag: 'receipts',
    summary: '"Got it", up to a revision',
    body: answers.Acknowledge,
    isRepeatable: true,
    answer: { status: 201, is: 'What is acknowledged now', schema: answers.AcknowledgeAnswer },
  },
  setSignal: {
    method: 'PUT',
    path: '/api/v1/incidents/:id/signal',
    access: 'stakeholder',
    scope: 'receipts:write',
    tag: 'receipts',
    summary: "Say whether a live incident is felt here; a person's last word holds",
    body: answers.SetSignal,
    answer: { status: 200, is: 'What this person says now', schema: answers.SignalAnswer },
    problems: ['incident_over'],
  },
  getReach: {
    method: 'GET',
    path: '/api/v1/incidents/:id/reach',
    access: 'liaison',
    scope: 'reach:read',
    tag: 'receipts',
    summary: 'Who has met a revision of the incident, by stage',
    query: { revision: 'The revision asked about; the newest one unless given' },
    answer: {
      status: 200,
      is: 'Counts, what people said, and who is still unreached; `isComplete` is false where some of it was let go after 30 days',
      schema: answers.ReachAnswer,
    },
  },
} as const satisfies Record<string, Operation>;
