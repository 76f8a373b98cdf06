import { openFirefoxLife } from '../e2e/support/firefox-life.ts';
import { openFirefoxWorld } from '../e2e/support/firefox-world.ts';
import { soakLives } from './lives.ts';
import type { Run } from './run.ts';

/** What `test/e2e/firefox-lives.test.ts` does a few times. */
export const firefox: Run = {
  name: 'firefox-restarts',
  what:
    'the background page in Firefox is restarted while two publishers post updates: by turns the page alone (it loads itself anew, with ' +
    'the popup open) and the whole add-on (`runtime.reload`, as after an update; the popup is opened anew); what the relay says is ' +
    'changed meanwhile, with a tool’s page open; time until badge, popup and bar agree with the relay',
  turns: 'restarts',
  wanted: 50,
  browser: 'firefox',
  open: async () => {
    const world = await openFirefoxWorld();
    return soakLives(world.api, await openFirefoxLife(world), 2_000, () => world.close());
  },
};
