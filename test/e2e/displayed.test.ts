import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { checkoutIncident } from './support/catalogue.ts';
import { bannerFrames, heldRevision } from './support/chromium.ts';
import { claimsOf, hearClaims } from './support/claims.ts';
import { calm, type Disturbance, disturb } from './support/disturbing-page.ts';
import { untilBadgeIs, untilBannerSays, untilUntouched } from './support/sights.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

/*
 * A claim that stays away proves nothing by itself: the banner may not have been there, or not have been able to claim. So each
 * case is one revision of one incident whose banner has claimed before, and which claims this one too as soon as it is left
 * alone. In brackets: what must break in the proof for the case to fail.
 */

// The frame claims after it was visible for 2 s; half as long again is enough to say that it does not.
const LONG_ENOUGH_MS = 3_000;

let world: World;
let crm: Page;
let incident: IncidentView;
let covered: IncidentView;

beforeAll(async () => {
  world = await openWorld();
  await hearClaims(world.browser);
  crm = await world.openTool('crm');
  await crm.bringToFront();
});
afterAll(() => world?.close());

describe('"displayed" is claimed', () => {
  it('not for a banner that the page covers before it comes [`isVisible` is not asked]', async () => {
    await crm.evaluate(disturb, 'cover' as Disturbance);
    covered = await world.api.open(checkoutIncident());
    await untilBannerSays(crm, 'Checkout is partly down');
    await untilObserved();
    const claims = await claimsAfterLong();
    await world.api.update(covered.id, { phase: 'resolved', message: 'Over.' });
    await untilUntouched(crm);
    await crm.evaluate(calm);
    expect(claims).toEqual([]);
  });

  it('in a page that leaves it alone', async () => {
    incident = await world.api.open(checkoutIncident());
    await untilClaimed();
  });

  const disturbances: Partial<Record<Disturbance, string>> = {
    cover: 'covers it with an element of its own [`isVisible` is not asked]',
    opacity: 'makes it transparent [`isVisible` is not asked]',
    faint_root: 'makes itself transparent [`isVisible` is not asked]',
    filter: 'blurs itself [`isVisible` is not asked]',
    cut: 'cuts off half of it [a part is enough]',
    shrink: 'clips it away [what was seen once stays seen]',
    hide: 'hides it [what was seen once stays seen]',
    blink: 'shows it for less than 2 s at a time [the 2 s, or their end with the sight]',
  };
  for (const [disturbance, words] of Object.entries(disturbances)) {
    it(`not while the page ${words}`, async () => {
      await crm.evaluate(disturb, disturbance as Disturbance);
      await postRevision();
      const claims = await claimsAfterLong();
      await crm.evaluate(calm);
      expect(claims).not.toContain(claim());
      await untilClaimed();
    });
  }

  it('not while another tab is in front [nobody asks who could be looking]', async () => {
    await (await world.browser.probe()).bringToFront();
    await postRevision();
    const claims = await claimsAfterLong();
    await crm.bringToFront();
    expect(claims).not.toContain(claim());
    await untilClaimed();
  });

  it('not where the page removes it again and again, which the host puts up with [it is inserted for ever]', async () => {
    await crm.evaluate(disturb, 'remove' as Disturbance);
    await postRevision();
    await untilUntouched(crm);
    expect(await claimsAfterLong()).not.toContain(claim());
    await untilBadgeIs(world.browser, '1');
    await crm.reload();
    await untilClaimed();
  });

  it('to the relay, which counts it, and not the banner that was covered', async () => {
    await until(
      'the relay counts it',
      async () => (await world.api.reach(incident.id)).stages.displayed === 1,
      20_000,
    );
    const { stages } = await world.api.reach(covered.id, 1);
    expect(stages).toMatchObject({ delivered: 1, displayed: 0 });
  });
});

const claim = () => `${incident.id} ${incident.revision}`;

async function untilClaimed(): Promise<void> {
  await until(`the frame claims ${claim()}`, async () => (await claimsOf(world.browser)).includes(claim()));
}

/** The next revision, which the browser holds: the next thing for the frame to claim. */
async function postRevision(): Promise<void> {
  incident = await world.api.update(incident.id, { message: 'Still being looked into.' });
  await until(
    'the browser holds it',
    async () => (await heldRevision(world.browser, incident.id)) === incident.revision,
  );
}

/** Until an observer has told the frame of its bar for the first time, which takes the longer the busier the machine is. */
async function untilObserved(): Promise<void> {
  await bannerFrames(crm)[0]?.evaluate(async () => {
    const bar = document.querySelector('.bar') ?? document.body;
    await Promise.allSettled(bar.getAnimations().map((animation) => animation.finished));
    await new Promise<void>((resolve) =>
      new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && resolve(), {
        threshold: 1,
        trackVisibility: true,
        delay: 100,
      } as IntersectionObserverInit).observe(bar),
    );
  });
}

/**
 * Takes the way that a proof takes, in the frame that would claim: it asks, waits and asks again, and so is slow where the
 * frame is. Where there is no frame, an inert document of the extension does so.
 */
async function claimsAfterLong(): Promise<string[]> {
  const document = bannerFrames(crm)[0] ?? (await world.browser.probe());
  await document.evaluate(async (ms) => {
    await chrome.runtime.sendMessage({ type: 'get_banner' });
    await new Promise((resolve) => setTimeout(resolve, ms));
    await chrome.runtime.sendMessage({ type: 'get_banner' });
  }, LONG_ENOUGH_MS);
  return claimsOf(world.browser);
}
