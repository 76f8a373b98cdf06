import type { Handlers } from '../handler.ts';

export const subscriptionRoutes: Pick<Handlers, 'getSubscription' | 'replaceSubscription'> = {
  getSubscription: async ({ actor, hub }) => ({
    status: 200,
    body: await hub((h) => h.readSubscription(actor)),
  }),

  replaceSubscription: ({ actor, body, hub }) => hub((h) => h.replaceSubscription(actor, body)),
};
