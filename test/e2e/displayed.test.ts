import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { checkoutIncident } from './support/catalogue.ts';
import { bannerFrames } from './support/chromium.ts';
import { claimsOf, hearClaims } from './support/claims.ts';
import { type Disturbance, disturb } from './support/disturbing-page.ts';
import { untilBadgeIs } from './support/sights.ts';
import { until, watch } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

// The frame claims after it was visible for 2 s; twice that is long enough to say that it does not.
const LONG_ENOUGH_MS = 4_500;

let world: World;
let crm: Page;
let incident: IncidentView | undefined;
const claimedNothing: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  await hearClaims(world.browser);
});
afterAll(() => world?.close());

beforeEach(async () => {
  if (incident) await world.api.update(incident.id, { phase: 'resolved', message: 'Over.' });
  await untilBadgeIs(world.browser, '');
  await crm?.close();
  crm = await world.openTool('crm');
  await crm.bringToFront();
});

describe('"displayed" is claimed', () => {
  const disturbances: Record<Disturbance, string> = {
    cover: 'covers the banner with an element of its own',
    opacity: 'makes it transparent',
    faint_root: 'makes itself transparent',
    filter: 'blurs itself',
    hide: 'hides it',
    shrink: 'clips it away',
    remove: 'removes it again and again',
  };
  for (const [disturbance, words] of Object.entries(disturbances)) {
    it(`not where the page ${words}`, async () => {
      await crm.evaluate(disturb, disturbance as Disturbance);
      incident = await world.api.open(checkoutIncident());
      await untilBadgeIs(world.browser, '1');
      claimedNothing.push(incident.id);

      const claims = await watch(
        async () => (await claimsOf(world.browser)).includes(incident?.id ?? ''),
        LONG_ENOUGH_MS,
      );

      expect(claims).not.toContain(true);
    });
  }

  it('not in a tab that is not in front', async () => {
    await (await world.browser.probe()).bringToFront();
    incident = await world.api.open(checkoutIncident());
    await until('the banner is there', () => bannerFrames(crm).length === 1);
    claimedNothing.push(incident.id);
    const claims = await watch(
      async () => (await claimsOf(world.browser)).includes(incident?.id ?? ''),
      LONG_ENOUGH_MS,
    );
    expect(claims).not.toContain(true);
  });

  it('in a page that leaves it alone, and the relay counts this one and none of the others', async () => {
    const untouched = await world.api.open(checkoutIncident());
    incident = untouched;
    await until('the frame claims it', async () => (await claimsOf(world.browser)).includes(untouched.id));
    await until(
      'the relay counts it',
      async () => (await world.api.reach(untouched.id)).stages.displayed === 1,
      20_000,
    );
    expect(claimedNothing).toHaveLength(8);
    for (const id of claimedNothing) {
      const { stages } = await world.api.reach(id, 1);
      expect(stages).toMatchObject({ delivered: 1, displayed: 0 });
    }
  });
});
