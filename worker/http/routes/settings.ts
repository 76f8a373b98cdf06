import type { Handlers } from '../handler.ts';

export const settingsRoutes: Pick<Handlers, 'getSettings' | 'replaceSettings'> = {
  async getSettings({ hub }) {
    const settings = await hub((h) => h.run('settingsNow'));
    return { status: 200, body: JSON.stringify(settings) };
  },

  async replaceSettings({ actor, body, hub }) {
    const settings = await hub((h) => h.run('replaceSettings', actor, body));
    return { status: 200, body: JSON.stringify(settings) };
  },
};
