import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeBuild } from './support/builds.ts';
import { checkoutIncident } from './support/catalogue.ts';
import { isUntouched, untilBadgeIs, untilPageSays } from './support/sights.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  // Pairing is part of it: with no host permission, the relay is reached by CORS alone.
  world = await openWorld({ build: storeBuild });
});
afterAll(() => world?.close());

it('holds no host, no content script and no permission to read tabs', async () => {
  const probe = await world.browser.probe();
  const held = await probe.evaluate(async () => ({
    permissions: await chrome.permissions.getAll(),
    manifest: chrome.runtime.getManifest(),
  }));
  expect(held.permissions.origins).toEqual([]);
  expect(held.permissions.permissions?.toSorted()).toEqual([
    'alarms',
    'contextMenus',
    'idle',
    'scripting',
    'storage',
  ]);
  expect(held.manifest.content_scripts ?? []).toEqual([]);
  expect(held.manifest.host_permissions ?? []).toEqual([]);
});

it('shows an incident on the badge and in the popup, and touches no page', async () => {
  const crm = await world.openTool('crm');
  await world.api.open(checkoutIncident());

  await untilBadgeIs(world.browser, '1');
  const popup = await world.browser.openOwn('popup.html');
  await untilPageSays(popup, 'Checkout is partly down');
  expect(await world.browser.registeredScripts()).toEqual([]);
  expect(await isUntouched(crm)).toBe(true);
});
