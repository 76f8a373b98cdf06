import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutIncident } from './support/catalogue.ts';
import { untilBannerSays } from './support/sights.ts';
import { openWorld, type World } from './support/world.ts';

// Words that no other text holds, so that finding one proves where it came from.
const PAGE_CANARY = 'canaryplace7731';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const crm = await world.browser.open(world.tools.url('crm', `/${PAGE_CANARY}?q=${PAGE_CANARY}`));
  await world.api.open(checkoutIncident());
  await untilBannerSays(crm, 'Checkout');
  // A refused request as well: what is logged of it must not hold what was refused.
  await fetch(`${world.relay.url}/api/v1/state`, { headers: { authorization: 'Bearer mh_canarytoken5520' } });
  await world.relay.stop();
});
afterAll(() => world?.close());

const tokens = () => {
  const { admin, liaison, stakeholder } = world.relay.credentials;
  return [admin, liaison, stakeholder];
};

describe('after a run', () => {
  it('no token stands in any file of the relay but the credentials file, its database and log included', () => {
    const files = filesOf(world.relay.stateDir);
    expect(files.some((file) => file.endsWith('.sqlite'))).toBe(true);
    expect(files.some((file) => file.endsWith('relay.log'))).toBe(true);
    const searched = files.filter((file) => !file.endsWith('credentials.json'));
    expect(searched.filter((file) => holdsAny(file, [...tokens(), 'mh_canarytoken5520']))).toEqual([]);
  });

  it('no place where a person was stands in any file of the relay', () => {
    expect(
      filesOf(world.relay.stateDir).filter((file) => holdsAny(file, [PAGE_CANARY, 'crm.localhost:'])),
    ).toEqual([]);
  });

  it('the credentials file does hold the tokens, so that the search is known to find what is there', () => {
    const path = join(world.relay.stateDir, 'credentials.json');
    expect(holdsAny(path, tokens())).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('no token stands in the storage that content scripts can read, nor in its files', async () => {
    const probe = await world.browser.probe();
    const stored = await probe.evaluate(async () =>
      JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
    );
    expect(stored).toContain('Card payments fail');
    expect(tokens().filter((token) => stored.includes(token))).toEqual([]);
    const files = filesOf(join(world.browser.profile, 'Default', 'Local Extension Settings'));
    expect(files).not.toEqual([]);
    expect(files.filter((file) => holdsAny(file, tokens()))).toEqual([]);
  });
});

function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function holdsAny(file: string, words: readonly string[]): boolean {
  const bytes = readFileSync(file);
  return words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')));
}
