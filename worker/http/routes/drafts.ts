import type { Handlers } from '../handler.ts';

export const draftRoutes: Pick<Handlers, 'listDrafts' | 'writeDraft' | 'publishDraft' | 'discardDraft'> = {
  async listDrafts({ actor, hub }) {
    const drafts = await hub((h) => h.run('listDrafts', actor));
    return { status: 200, body: JSON.stringify({ drafts }) };
  },

  writeDraft: ({ actor, body, repeat, hub }) =>
    hub((h) => h.execute(actor, { type: 'write_draft', written: body }, repeat)),

  publishDraft({ actor, params, body, repeat, hub }) {
    const { everyone = false, ...input } = body;
    const command = { type: 'publish_draft', draftId: params.id, input, everyone } as const;
    return hub((h) => h.execute(actor, command, repeat));
  },

  discardDraft: ({ actor, params, repeat, hub }) =>
    hub((h) => h.execute(actor, { type: 'discard_draft', draftId: params.id }, repeat)),
};
