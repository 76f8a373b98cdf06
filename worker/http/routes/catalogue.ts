import { newId } from '../../random.ts';
import type { Handlers } from '../handler.ts';

export const catalogueRoutes: Pick<
  Handlers,
  | 'listServices'
  | 'createService'
  | 'replaceService'
  | 'removeService'
  | 'listTools'
  | 'createTool'
  | 'replaceTool'
  | 'removeTool'
  | 'listAudiences'
  | 'createAudience'
  | 'replaceAudience'
  | 'removeAudience'
> = {
  listServices: async ({ hub }) => ({ status: 200, body: await hub((h) => h.list('services')) }),
  createService: ({ actor, body, repeat, hub }) => {
    const service = { ...body, id: body.id ?? newId('svc') };
    return hub((h) => h.execute(actor, { type: 'save_service', service, mustBeNew: true }, repeat));
  },
  replaceService: ({ actor, params, body, hub }) => {
    const service = { ...body, id: params.id };
    return hub((h) => h.execute(actor, { type: 'save_service', service }, null));
  },
  removeService: ({ actor, params, hub }) =>
    hub((h) => h.execute(actor, { type: 'remove_service', id: params.id }, null)),

  listTools: async ({ hub }) => ({ status: 200, body: await hub((h) => h.list('tools')) }),
  createTool: ({ actor, body, repeat, hub }) => {
    const tool = { ...body, id: body.id ?? newId('tool') };
    return hub((h) => h.execute(actor, { type: 'save_tool', tool, mustBeNew: true }, repeat));
  },
  replaceTool: ({ actor, params, body, hub }) => {
    const tool = { ...body, id: params.id };
    return hub((h) => h.execute(actor, { type: 'save_tool', tool }, null));
  },
  removeTool: ({ actor, params, hub }) =>
    hub((h) => h.execute(actor, { type: 'remove_tool', id: params.id }, null)),

  listAudiences: async ({ hub }) => ({ status: 200, body: await hub((h) => h.list('audiences')) }),
  createAudience: ({ actor, body, repeat, hub }) => {
    const audience = { ...body, id: body.id ?? newId('aud') };
    return hub((h) => h.execute(actor, { type: 'save_audience', audience, mustBeNew: true }, repeat));
  },
  replaceAudience: ({ actor, params, body, hub }) => {
    const audience = { ...body, id: params.id };
    return hub((h) => h.execute(actor, { type: 'save_audience', audience }, null));
  },
  removeAudience: ({ actor, params, hub }) =>
    hub((h) => h.execute(actor, { type: 'remove_audience', id: params.id }, null)),
};
