import * as invitations from '../invitations.ts';
import type { Operation } from '../operation.ts';

/** The calls about invitations. */
export const invitationsRows = {
  listInvitations: {
    method: 'GET',
    path: '/api/v1/invitations',
    access: 'admin',
    scope: 'people:read',
    tag: 'people',
    summary: 'Invitations that wait to be taken up, newest first',
    answer: { status: 200, is: 'The invitations', schema: invitations.InvitationsAnswer },
  },
  createInvitation: {
    method: 'POST',
    path: '/api/v1/invitations',
    access: 'admin',
    scope: 'people:write',
    needsFreshSignIn: true,
    tag: 'people',
    summary:
      'Invite a person; the answer alone shows the address that signs them in, once, within seven days',
    body: invitations.CreateInvitation,
    isRepeatable: true,
    answer: { status: 201, is: 'The invitation with its address', schema: invitations.InvitationMade },
    problems: ['beyond_own_rights', 'invalid_body', 'sign_in_elsewhere'],
  },
  withdrawInvitation: {
    method: 'DELETE',
    path: '/api/v1/invitations/:id',
    access: 'admin',
    scope: 'people:write',
    tag: 'people',
    summary: 'Withdraw an invitation: its address is no good any more',
    answer: { status: 204, is: 'It is gone' },
  },
} as const satisfies Record<string, Operation>;
