import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPolicy } from '../../extension/data/policy.ts';
import { companyBuild } from './support/builds.ts';
import { checkoutIncident } from './support/catalogue.ts';
import { idOf, launchChromium, pictureOf, type TestBrowser } from './support/chromium.ts';
import {
  type BuildCopy,
  chromiumPolicy,
  copyBuild,
  documentedValues,
  type PolicyFile,
} from './support/managed-policy.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';
import { untilBannerSays, untilPageSays, untilUntouched } from './support/sights.ts';
import { until, watch } from './support/until.ts';
import { stopWorkers } from './support/worker-life.ts';
import { openWorld, type World } from './support/world.ts';

/** The browser sees a changed file after some 5 s, and takes a policy that is gone as removed 30 s later. */
const REMOVED_WITHIN_MS = 60_000;

const managedOf = async (browser: TestBrowser) => (await pictureOf(browser)).managed;

/** What the browser itself hands to the extension now. */
const handedOut = async (browser: TestBrowser) =>
  (await browser.probe()).evaluate(() => chrome.storage.managed.get(null));

const isOnboarding = (page: Page) => page.url().endsWith('/onboarding.html');

describe('a policy that comes, changes and goes while the browser runs', () => {
  let copy: BuildCopy;
  let file: PolicyFile;
  let world: World;
  let crm: Page;

  beforeAll(async () => {
    copy = copyBuild(companyBuild);
    file = chromiumPolicy(idOf(copy.dir));
    file.remove();
    world = await openWorld({ build: copy.dir });
    crm = await world.openTool('crm');
    await world.api.open(checkoutIncident());
    await untilBannerSays(crm, 'Checkout is partly down');
  });
  afterAll(async () => {
    await world?.close();
    file?.remove();
    copy?.remove();
  });

  const untilBannerLiesAt = (edge: 'top' | 'bottom') =>
    until(`the banner lies at the ${edge}`, () =>
      crm.evaluate((edge) => {
        const box = document.querySelector('#masthead-banner')?.getBoundingClientRect();
        return box && (edge === 'top' ? box.top === 0 : box.bottom === innerHeight);
      }, edge),
    );

  it('is not there at first: the onboarding opens, and the banner lies where the relay says', async () => {
    await until('the onboarding is open', () => world.browser.context.pages().some(isOnboarding));
    expect(await managedOf(world.browser)).toMatchObject({ receivedAt: null, problems: [] });
    await untilBannerLiesAt('bottom');
  });

  it('comes late and counts at once', async () => {
    file.write({ tools: [{ tool: 'crm', placement: 'top' }], leastUrgency: 'quiet_bar' });
    await untilBannerLiesAt('top');
    const { policy, receivedAt } = await managedOf(world.browser);
    expect(policy.leastUrgency).toBe('quiet_bar');
    expect(Date.parse(receivedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('changes: a tool that is turned off loses its banner and gets it back', async () => {
    file.write({ tools: [{ tool: 'CRM', isOn: false }] });
    await untilUntouched(crm);
    expect((await managedOf(world.browser)).policy.leastUrgency).toBeNull();
    file.write({ tools: [{ tool: 'crm', placement: 'top' }] });
    await untilBannerLiesAt('top');
  });

  it('is the one of docs/policy: Chromium hands out every key, and each is good', async () => {
    const values = documentedValues('chrome-linux.json');
    file.write(values);
    await until('the browser hands it out', async () => 'supportUrl' in (await handedOut(world.browser)));
    expect(await handedOut(world.browser)).toEqual(values);
    await until(
      'the extension has taken it up',
      async () => (await managedOf(world.browser)).policy.supportUrl !== null,
    );
    expect(await managedOf(world.browser)).toMatchObject(readPolicy(values));
  });

  it('is malformed: what is right in it counts, and what is wrong is named', async () => {
    file.write({
      relayUrl: 'http://masthead.example.com',
      leastUrgency: 'loud',
      tools: [
        { tool: 'crm', placement: 'bottom' },
        { tool: 'desk', placement: 'middle' },
      ],
      locked: ['relay', 'everything'],
      supportLabel: 'Service desk',
    });
    await untilBannerLiesAt('bottom');
    expect(await managedOf(world.browser)).toMatchObject({
      policy: { relayUrl: null, leastUrgency: null, locked: ['relay'], supportLabel: 'Service desk' },
      problems: expect.arrayContaining([
        'relayUrl: must be an https:// address',
        expect.stringContaining('leastUrgency: must be'),
        expect.stringContaining('tools[1].placement: must be'),
        expect.stringContaining('locked[1]: must be'),
      ]),
    });
  });

  it('is of the wrong type in one key: Chromium keeps that key to itself, and the rest counts', async () => {
    file.write({
      quietHoursExceptSev1: 'no',
      unheardOf: 1,
      tools: [{ tool: 'crm', placement: 'top' }],
    });
    await untilBannerLiesAt('top');
    expect(Object.keys(await handedOut(world.browser))).toEqual(['tools']);
    expect((await managedOf(world.browser)).policy.quietHoursExceptSev1).toBe(true);
  });

  it('is half written for a moment: nothing changes for the person', async () => {
    const before = await managedOf(world.browser);
    file.writeText('{ "3rdparty": { "extens');
    await until(
      'the browser hands out nothing',
      async () => Object.keys(await handedOut(world.browser)).length === 0,
    );
    const seen = await watch(() => managedOf(world.browser), 3_000);
    file.write({ tools: [{ tool: 'crm', placement: 'top' }] });
    await until(
      'the browser hands out the policy again',
      async () => Object.keys(await handedOut(world.browser)).length > 0,
    );
    for (const managed of [...seen, await managedOf(world.browser)]) expect(managed).toEqual(before);
  });

  it('outlives the worker', async () => {
    const before = await managedOf(world.browser);
    await stopWorkers(world.browser);
    expect(await managedOf(world.browser)).toEqual(before);
  });

  it('is removed: for half a minute that may be a late one, and then all is as it was before', async () => {
    file.remove();
    await until(
      'the browser hands out nothing',
      async () => Object.keys(await handedOut(world.browser)).length === 0,
    );
    await stopWorkers(world.browser);
    expect((await managedOf(world.browser)).policy.tools).toHaveLength(1);
    await until(
      'the policy is gone',
      async () => (await managedOf(world.browser)).receivedAt === null,
      REMOVED_WITHIN_MS,
    );
    await untilBannerLiesAt('bottom');
  }, 120_000);
});

describe('a browser that the company has set up before its first start', () => {
  let copy: BuildCopy;
  let file: PolicyFile;
  let relay: TestRelay;
  let browser: TestBrowser;
  let options: Page;

  beforeAll(async () => {
    relay = await startTestRelay();
    copy = copyBuild(companyBuild);
    const id = idOf(copy.dir);
    file = chromiumPolicy(id);
    file.write(
      {
        relayUrl: relay.url,
        locked: ['relay'],
        signInHint: 'Your token is in the mail from the service desk.',
        supportUrl: 'https://help.example.com/masthead',
        supportLabel: 'Ask the service desk',
      },
      { ExtensionSettings: { [id]: { toolbar_pin: 'force_pinned' } } },
    );
    browser = await launchChromium({ build: copy.dir });
  });
  afterAll(async () => {
    await browser?.close();
    await relay?.discard();
    file?.remove();
    copy?.remove();
  });

  it('opens no onboarding', async () => {
    const seen = await watch(() => browser.context.pages().some(isOnboarding), 12_000);
    expect(seen).not.toContain(true);
  });

  it('has the button beside the address bar, where the badge is seen', async () => {
    const settings = await (await browser.probe()).evaluate(() => chrome.action.getUserSettings());
    expect(settings.isOnToolbar).toBe(true);
  });

  it('shows the address, what to do and where to get help', async () => {
    options = await browser.openOwn('options.html');
    const address = options.getByLabel('Relay address');
    await until('the address is there', async () => (await address.inputValue()) === relay.url);
    expect(await address.isEditable()).toBe(false);
    await untilPageSays(options, 'Your token is in the mail from the service desk.');
    const help = options.getByRole('link', { name: 'Ask the service desk' });
    expect(await help.getAttribute('href')).toBe('https://help.example.com/masthead');
  });

  it('connects with a token alone', async () => {
    await options.locator('details.token summary').click();
    await options.getByLabel('Token').fill(relay.credentials.stakeholder);
    await options.locator('form button[type=submit]').click();
    await untilPageSays(options, 'This browser is connected.');
    await untilPageSays(options, `Connected to ${relay.url}`);
  });
});
