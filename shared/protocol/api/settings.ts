import { Settings } from '../../model/settings.ts';
import type { Operation } from '../operation.ts';

/** The calls about what an organisation has settled for itself. */
export const settingsRows = {
  getSettings: {
    method: 'GET',
    path: '/api/v1/settings',
    access: 'admin',
    scope: 'settings:read',
    tag: 'settings',
    summary: 'How long things are kept, and what needs a second liaison',
    answer: { status: 200, is: 'All settings', schema: Settings },
  },
  replaceSettings: {
    method: 'PUT',
    path: '/api/v1/settings',
    access: 'admin',
    scope: 'settings:write',
    needsFreshSignIn: true,
    tag: 'settings',
    summary: 'Settle all of it anew; what is left out holds as it does by default',
    body: Settings,
    answer: { status: 200, is: 'All settings', schema: Settings },
  },
} as const satisfies Record<string, Operation>;
