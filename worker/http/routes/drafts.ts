import type { Handlers } from '../handler.ts';

export const draftRoutes: Pick<Handlers, 'listDrafts' | 'publishDraft' | 'discardDraft'> = {
  listDrafts: async ({ hub }) => ({ status: 200, body: await hub((h) => h.list('drafts')) }),

  publishDraft: ({ actor, params, body, repeat, hub }) =>
    hub((h) => h.execute(actor, { type: 'publish_draft', draftId: params.id, input: body }, repeat)),

  discardDraft: ({ actor, params, repeat, hub }) =>
    hub((h) => h.execute(actor, { type: 'discard_draft', draftId: params.id }, repeat)),
};
