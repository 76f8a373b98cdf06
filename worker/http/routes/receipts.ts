import * as v from 'valibot';
import { isRejection } from '../../../shared/core/rejection.ts';
import { Revision } from '../../../shared/model/receipt.ts';
import type { Handlers } from '../handler.ts';

export const receiptRoutes: Pick<Handlers, 'recordReceipts' | 'acknowledge' | 'setSignal' | 'getReach'> = {
  recordReceipts: ({ actor, body, repeat, hub }) =>
    hub((h) => h.recordReceipts(actor, body.receipts, repeat)),

  acknowledge: ({ actor, params, body, repeat, hub }) =>
    hub((h) => h.acknowledge(actor, params.id, body.revision, repeat)),

  setSignal: ({ actor, params, body, hub }) => hub((h) => h.setSignal(actor, params.id, body.kind)),

  async getReach({ params, query, hub }) {
    const asked = query.get('revision');
    const revision = asked === null ? null : Number(asked);
    if (revision !== null && !v.is(Revision, revision))
      return { rejected: 'invalid_query', detail: 'revision must be a whole number from 1.' };
    const reach = await hub((h) => h.readReach(params.id, revision));
    return isRejection(reach) ? reach : { status: 200, body: JSON.stringify(reach) };
  },
};
