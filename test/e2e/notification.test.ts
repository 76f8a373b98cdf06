import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { companyBuild, withNotifications } from './support/builds.ts';
import { checkoutIncident, resolveAll } from './support/catalogue.ts';
import { untilBadgeIs } from './support/sights.ts';
import { until, watch } from './support/until.ts';
import { fire } from './support/worker-events.ts';
import { openWorld, type World } from './support/world.ts';

/*
 * A browser without a window shows no notification, but it keeps account of those that there would be. That is what is looked
 * at here: that there is one, and that it is gone.
 */

let world: World, build: string;
let incident: IncidentView;

beforeAll(async () => {
  build = withNotifications(companyBuild);
  world = await openWorld({ build });
});
afterAll(async () => {
  await world?.close();
  rmSync(build, { recursive: true, force: true });
});
beforeEach(async () => {
  incident = await world.api.open(checkoutIncident({ severity: 'sev1' }));
  await untilBadgeIs(world.browser, '!1');
});
afterEach(async () => {
  await resolveAll(world.api);
  await untilBadgeIs(world.browser, '');
});

it('comes up once for an incident that asks for a "Got it", and goes with the "Got it" on its own button', async () => {
  await until('there is one', async () => (await onScreen()).length > 0);
  expect(await onScreen()).toEqual(['masthead']);
  await fire(world.browser, 'notifications.onButtonClicked', 'masthead', 0);
  await until('it is gone', async () => (await onScreen()).length === 0);
  await until('the relay knows', async () => (await world.api.reach(incident.id)).stages.acknowledged === 1);
  await untilBadgeIs(world.browser, '1');
});

it('goes when the incident is over, and was evidence of nothing', async () => {
  await until('there is one', async () => (await onScreen()).length > 0);
  const { stages } = await world.api.reach(incident.id);
  expect(stages).toMatchObject({ displayed: 0, opened: 0, acknowledged: 0 });
  await resolveAll(world.api);
  await until('it is gone', async () => (await onScreen()).length === 0);
});

it('does not come up for what is read in the popup within its ten seconds', async () => {
  await (await world.browser.openOwn('popup.html')).getByText('Checkout is partly down').first().waitFor();
  const seen = await watch(onScreen, 13_000);
  expect(seen.flat()).toEqual([]);
});

async function onScreen(): Promise<string[]> {
  const probe = await world.browser.probe();
  return probe.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
}
