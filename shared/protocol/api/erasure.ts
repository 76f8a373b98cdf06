import * as erasure from '../erasure.ts';
import type { Operation } from '../operation.ts';

/** The calls by which a person's own data is handed out and erased. */
export const erasureRows = {
  exportPerson: {
    method: 'GET',
    path: '/api/v1/people/:person/export',
    access: 'admin',
    scope: 'people:read',
    tag: 'people',
    summary: 'Everything that the relay holds on one person; never secrets, and not the text of incidents',
    answer: { status: 200, is: 'All of it, by table', schema: erasure.PersonExport },
    problems: ['not_found'],
  },
  erasePerson: {
    method: 'POST',
    path: '/api/v1/people/:person/erase',
    access: 'admin',
    scope: 'people:write',
    needsFreshSignIn: true,
    tag: 'people',
    summary:
      'Erase a person for good; events and the audit log keep what was done, by nobody who can be found',
    body: erasure.ErasePerson,
    answer: { status: 200, is: 'It is done', schema: erasure.PersonErased },
    problems: ['not_found', 'own_account', 'last_admin'],
  },
} as const satisfies Record<string, Operation>;
