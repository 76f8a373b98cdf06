import { openChromiumLife } from '../e2e/support/chromium-life.ts';
import { openWorld } from '../e2e/support/world.ts';
import { soakLives } from './lives.ts';
import type { Run } from './run.ts';

/** What `test/e2e/lives.test.ts` does a few times. */
export const workerKills: Run = {
  name: 'worker-kills',
  what:
    'the extension’s worker in Chromium is stopped over the DevTools protocol while two publishers post updates, with the popup and a ' +
    'tool’s page open; what the relay says is changed while it is dead; time until badge, popup and bar agree with the relay, read ' +
    'without waking the worker',
  turns: 'kills',
  wanted: 200,
  browser: 'chromium',
  open: async () => {
    const world = await openWorld();
    return soakLives(world.api, await openChromiumLife(world, 'kill'), 2_000, () => world.close());
  },
};
