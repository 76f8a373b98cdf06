import * as access from '../access-requests.ts';
import type { Operation } from '../operation.ts';

/** The calls about requests for access to confidential incidents. */
export const accessRequestsRows = {
  askForAccess: {
    method: 'POST',
    path: '/api/v1/incidents/:id/access-requests',
    access: 'stakeholder',
    scope: 'receipts:write',
    tag: 'incidents',
    summary:
      'Ask to read an incident, where the organisation allows asking; the answer does not tell whether there is one',
    body: access.AskForAccess,
    isRepeatable: true,
    answer: { status: 202, is: 'It is noted', schema: access.AskedForAccess },
    problems: ['asked_too_often', 'unsafe_text'],
  },
  listAccessRequests: {
    method: 'GET',
    path: '/api/v1/access-requests',
    access: 'liaison',
    scope: 'audiences:read',
    tag: 'incidents',
    summary: 'Who asks to read an incident that there is, the oldest first',
    answer: { status: 200, is: 'All that wait', schema: access.AccessRequestsAnswer },
  },
  grantAccess: {
    method: 'POST',
    path: '/api/v1/access-requests/:id/grant',
    access: 'liaison',
    scope: 'audiences:write',
    tag: 'incidents',
    summary: "Add the person to one of the incident's audiences, with all else that this audience may read",
    body: access.GrantAccess,
    isRepeatable: true,
    answer: { status: 204, is: 'The person may read it' },
    problems: ['unknown_audience', 'catalogue_full', 'second_liaison'],
  },
  declineAccess: {
    method: 'POST',
    path: '/api/v1/access-requests/:id/decline',
    access: 'liaison',
    scope: 'audiences:write',
    tag: 'incidents',
    summary: 'Put the request aside; the person is not told',
    isRepeatable: true,
    answer: { status: 204, is: 'It is put aside' },
  },
} as const satisfies Record<string, Operation>;
