import { openChromiumLife } from '../e2e/support/chromium-life.ts';
import { openWorld } from '../e2e/support/world.ts';
import { soakLives } from './lives.ts';
import type { Run } from './run.ts';

/** What `test/e2e/lives.test.ts` does a few times. */
export const reloads: Run = {
  name: 'reloads',
  what:
    'the extension in Chromium reloads itself, as after an update, while two publishers post updates, with a tool’s page open; what ' +
    'the relay says is changed meanwhile; time until badge, popup (opened anew, since the browser closes it) and the one bar agree',
  turns: 'reloads',
  wanted: 20,
  browser: 'chromium',
  open: async () => {
    const world = await openWorld();
    return soakLives(world.api, await openChromiumLife(world, 'reload'), 2_000, () => world.close());
  },
};
