import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Picture } from '../../extension/data/messages.ts';
import { readPolicy } from '../../extension/data/policy.ts';
import { firefoxBuild } from './support/builds.ts';
import { addonId, launchFirefox, type TestFirefox, textOf } from './support/firefox.ts';
import {
  type BuildCopy,
  copyBuild,
  documentedValues,
  firefoxPolicy,
  type PolicyFile,
} from './support/managed-policy.ts';
import { until } from './support/until.ts';

/** The one file is for every Firefox of this machine, the values in it for this add-on alone. */
const ownId = 'policy-test@masthead.example';

let copy: BuildCopy;
let file: PolicyFile;
let profile: string;
let firefox: TestFirefox | null = null;

beforeAll(() => {
  copy = copyBuild(firefoxBuild, (text) => text.replace(addonId, ownId));
  file = firefoxPolicy(ownId);
  profile = mkdtempSync(join(tmpdir(), 'masthead-firefox-'));
});
afterEach(async () => {
  await firefox?.close();
  firefox = null;
});
afterAll(() => {
  file?.remove();
  copy?.remove();
  if (profile) rmSync(profile, { recursive: true, force: true });
});

/** Starts Firefox, which reads the file now and never again, and opens the settings. */
async function start(): Promise<{ options: Page; managed: () => Promise<Picture['managed']> }> {
  firefox = await launchFirefox({ build: copy.dir, addonId: ownId, profile });
  const options = await firefox.openOwn('options.html');
  const managed = () =>
    options.evaluate(async () => {
      const { browser } = globalThis as unknown as AddOnPage;
      return (await browser.runtime.sendMessage({ type: 'get_picture' })).managed;
    });
  return { options, managed };
}

interface AddOnPage {
  readonly browser: { readonly runtime: { sendMessage(message: object): Promise<Picture> } };
}

const addressOf = (options: Page) =>
  options.$eval('input[name=relayUrl]', ({ value, readOnly }) => ({ value, readOnly }));

describe('a policy in Firefox’s policies.json', () => {
  it('is missing: the onboarding opens', async () => {
    file.remove();
    firefox = await launchFirefox({ build: copy.dir, addonId: ownId });
    await until('the onboarding is open', async () =>
      (await firefox?.ownPaths())?.includes('/onboarding.html'),
    );
  });

  it('locks the address, tells what to do, and keeps the onboarding away', async () => {
    const values = documentedValues('firefox-policies.json');
    const { policy } = readPolicy(values);
    file.write(values);
    const { options, managed } = await start();
    await until('the policy has come', async () => (await managed()).receivedAt !== null);
    expect(await managed()).toMatchObject({ policy, problems: [] });
    await until('the address is there and locked', async () => {
      const { value, readOnly } = await addressOf(options);
      return value === policy.relayUrl && readOnly;
    });
    expect(await textOf(options)).toContain(policy.signInHint);
    expect(await textOf(options)).toContain(policy.supportLabel);
    expect(await firefox?.ownPaths()).not.toContain('/onboarding.html');
  });

  it('that changed counts from the next start, and what is wrong in it is named', async () => {
    file.write({ relayUrl: 'ftp://masthead.example.com', unheardOf: 1, supportLabel: 'Service desk' });
    const { managed } = await start();
    await until('the change has come', async () => (await managed()).policy.supportLabel !== null);
    expect(await managed()).toMatchObject({
      policy: { relayUrl: null, locked: [], supportLabel: 'Service desk' },
      problems: ['relayUrl: must be an https:// address', 'unheardOf: unknown key'],
    });
  });

  it.each([
    ['a file that is no JSON', () => file.writeText('{ "policies": ')],
    ['no file', () => file.remove()],
  ])(
    'is removed half a minute after a start with %s',
    async (_, take) => {
      file.write({ supportLabel: 'Service desk' });
      const before = await start();
      await until('the policy has come', async () => (await before.managed()).receivedAt !== null);
      await firefox?.close();

      take();
      const { options, managed } = await start();
      expect((await managed()).policy.supportLabel).toBe('Service desk');
      await until('the policy is gone', async () => (await managed()).receivedAt === null, 60_000);
      expect(await addressOf(options)).toEqual({ value: '', readOnly: false });
    },
    120_000,
  );
});
