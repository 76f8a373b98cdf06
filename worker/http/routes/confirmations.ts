import { isRejection } from '../../../shared/core/rejection.ts';
import type { Handlers } from '../handler.ts';

export const confirmationRoutes: Pick<
  Handlers,
  'listConfirmations' | 'getConfirmation' | 'confirm' | 'refuseConfirmation'
> = {
  async listConfirmations({ hub }) {
    const confirmations = await hub((h) => h.run('listConfirmations'));
    return { status: 200, body: JSON.stringify({ confirmations }) };
  },

  async getConfirmation({ params, hub }) {
    const confirmation = await hub((h) => h.run('readConfirmation', params.id));
    if (isRejection(confirmation)) return confirmation;
    return { status: 200, body: JSON.stringify(confirmation) };
  },

  confirm: ({ actor, params, repeat, hub }) => hub((h) => h.run('confirmCommand', actor, params.id, repeat)),

  refuseConfirmation: ({ actor, params, repeat, hub }) =>
    hub((h) => h.run('refuseCommand', actor, params.id, repeat)),
};
