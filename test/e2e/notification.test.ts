import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { companyBuild, withNotifications } from './support/builds.ts';
import { checkoutIncident, resolveAll } from './support/catalogue.ts';
import { untilBadgeIs } from './support/sights.ts';
import { until, watch } from './support/until.ts';
import { fire } from './support/worker-events.ts';
import { openWorld, type World } from './support/world.ts';

/*
 * A browser without a window shows no notification, but it keeps account of those that there would be. That is what is looked
 * at here: that there is one, and that it is gone. One comes ten seconds after the incident; each test has a world of its own, so
 * that these pass in all of them at once.
 */

let build: string;
let worlds: World[] = [];

beforeAll(async () => {
  build = withNotifications(companyBuild);
  worlds = await Promise.all([1, 2, 3].map(() => openWorld({ build })));
});
afterAll(async () => {
  await Promise.all(worlds.map((world) => world.close()));
  rmSync(build, { recursive: true, force: true });
});

/** A world that no other test has, with an incident that asks for a "Got it". */
async function grave(): Promise<{ readonly world: World; readonly incident: IncidentView }> {
  const world = worlds[taken++];
  if (!world) throw new Error('there are fewer worlds than tests');
  const incident = await world.api.open(checkoutIncident({ severity: 'sev1' }));
  await untilBadgeIs(world.browser, '!1');
  return { world, incident };
}
let taken = 0;

describe.concurrent('a notification', () => {
  it('comes up once for an incident that asks for a "Got it", and goes with the "Got it" on its own button', async () => {
    const { world, incident } = await grave();
    await until('there is one', async () => (await onScreen(world)).length > 0);
    expect(await onScreen(world)).toEqual(['masthead']);
    await fire(world.browser, 'notifications.onButtonClicked', 'masthead', 0);
    await until('it is gone', async () => (await onScreen(world)).length === 0);
    await until(
      'the relay knows',
      async () => (await world.api.reach(incident.id)).stages.acknowledged === 1,
    );
    await untilBadgeIs(world.browser, '1');
  });

  it('goes when the incident is over, and was evidence of nothing', async () => {
    const { world, incident } = await grave();
    await until('there is one', async () => (await onScreen(world)).length > 0);
    const { stages } = await world.api.reach(incident.id);
    expect(stages).toMatchObject({ displayed: 0, opened: 0, acknowledged: 0 });
    await resolveAll(world.api);
    await until('it is gone', async () => (await onScreen(world)).length === 0);
    await untilBadgeIs(world.browser, '');
  });

  it('does not come up for what is read in the popup within its ten seconds', async () => {
    const { world } = await grave();
    await (await world.browser.openOwn('popup.html')).getByText('Checkout is partly down').first().waitFor();
    const seen = await watch(() => onScreen(world), 13_000);
    expect(seen.flat()).toEqual([]);
  });
});

async function onScreen({ browser }: World): Promise<string[]> {
  const probe = await browser.probe();
  return probe.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
}
