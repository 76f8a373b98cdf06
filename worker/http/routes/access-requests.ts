import type { Handlers } from '../handler.ts';

export const accessRequestRoutes: Pick<
  Handlers,
  'askForAccess' | 'listAccessRequests' | 'grantAccess' | 'declineAccess'
> = {
  askForAccess: ({ actor, params, body, repeat, hub }) =>
    hub((h) => h.run('askForAccess', actor, params.id, body.reason, repeat)),

  async listAccessRequests({ hub }) {
    const requests = await hub((h) => h.run('listAccessRequests'));
    return { status: 200, body: JSON.stringify({ requests }) };
  },

  grantAccess: ({ actor, params, body, repeat, hub }) =>
    hub((h) => h.run('grantAccess', actor, params.id, body.audience, repeat)),

  declineAccess: ({ actor, params, repeat, hub }) =>
    hub((h) => h.run('declineAccess', actor, params.id, repeat)),
};
