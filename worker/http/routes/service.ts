import type { Health } from '../../../shared/protocol/answers.ts';
import type { Handlers } from '../handler.ts';
import { openApiText } from '../openapi.ts';
import { VERSION } from '../../version.ts';

export const serviceRoutes: Pick<Handlers, 'getHealth' | 'getOpenApi'> = {
  async getHealth({ hub }) {
    await hub((h) => h.checkHealth());
    const health: Health = { status: 'ok', version: VERSION };
    return { status: 200, body: JSON.stringify(health) };
  },

  getOpenApi: async () => ({ status: 200, body: openApiText() }),
};
