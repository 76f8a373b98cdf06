import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutIncident } from './support/catalogue.ts';
import { type NetLog, readNetLog } from './support/net-log.ts';
import { untilBadgeIs, untilBannerSays } from './support/sights.ts';
import type { ToolHost } from './support/tool-pages.ts';
import { until } from './support/until.ts';
import { openWorld, type World } from './support/world.ts';

const PAGES = 200;
const hosts: ToolHost[] = ['crm', 'desk', 'wiki', 'other'];

const dir = mkdtempSync(join(tmpdir(), 'masthead-browsing-'));
const canaries = Array.from({ length: PAGES }, (_, n) => `canary${String(n).padStart(3, '0')}bird`);
let world: World;
let log: NetLog;
let relayHost: string;
let extension: string;
let toolHosts: string[];

beforeAll(async () => {
  const netLog = join(dir, 'net.json');
  world = await openWorld({ netLog });
  relayHost = new URL(world.relay.url).host;
  extension = `chrome-extension://${world.browser.extensionId}`;
  toolHosts = hosts.map((host) => new URL(world.tools.url(host)).host);
  const page = await world.browser.open(world.tools.url('crm'));
  let incident = '';
  for (const [n, canary] of canaries.entries()) {
    // Half of them with an incident that puts a bar into two of the four hosts.
    if (n === PAGES / 2) {
      incident = (await world.api.open(checkoutIncident())).id;
      await untilBadgeIs(world.browser, '1');
    }
    await page.goto(
      world.tools.url(hosts[n % hosts.length] ?? 'other', `/${canary}?q=${canary}&t=${n}#${canary}`),
    );
    await page.evaluate((word) => {
      document.title = word;
      document.body.append(word);
    }, canary);
  }
  await page.goto(world.tools.url('crm', `/${canaries[0]}`));
  await untilBannerSays(page, 'Checkout');
  // Receipts go in a batch, seconds later: a browser closed before that would have had nothing to betray.
  await until(
    'the receipt is sent',
    async () => (await world.api.reach(incident)).stages.displayed === 1,
    30_000,
  );
  await page.goto('about:blank');
  await world.browser.close();
  log = readNetLog(netLog);
}, 180_000);

afterAll(async () => {
  await world?.close();
  rmSync(dir, { recursive: true, force: true });
});

describe(`of ${PAGES} pages that were visited, with and without an incident`, () => {
  it('no address, title or word is in anything that was sent to the relay, in any usual encoding', () => {
    const sent = log.sentTo(relayHost);
    expect(sent.toString('latin1')).toContain('"type":"hello"');
    expect(sent.toString('latin1')).toContain('/api/v1/receipts');
    expect(foundIn(sent)).toEqual([]);
  });

  it('all are in what the browser itself sent to their own hosts, so that the search is known to find them', () => {
    expect(foundIn(Buffer.concat(toolHosts.map((host) => log.sentTo(host))))).toHaveLength(PAGES);
  });

  it('none made the extension ask anybody but the relay for anything', () => {
    const asked = log.askedBy(extension).filter((url) => !url.startsWith(`${extension}/`));
    expect(asked.length).toBeGreaterThan(2);
    expect(new Set(asked.map((url) => new URL(url).host))).toEqual(new Set([relayHost]));
  });
});

/** The canaries that stand in the bytes: plain, as hexadecimal, or as base64 at any of its three alignments. */
function foundIn(bytes: Buffer): string[] {
  const text = bytes.toString('latin1').toLowerCase();
  const cased = bytes.toString('latin1');
  return canaries.filter(
    (canary) =>
      text.includes(canary) ||
      text.includes(Buffer.from(canary).toString('hex')) ||
      [0, 1, 2].some((shift) => cased.includes(base64Core(canary, shift))),
  );
}

/** What every base64 text that holds the word at this alignment has in common: without the letters that its neighbours share. */
function base64Core(word: string, shift: number): string {
  const encoded = Buffer.from(`${' '.repeat(shift)}${word}`)
    .toString('base64')
    .replace(/=+$/, '');
  return encoded.slice(shift === 0 ? 0 : shift + 1, -2);
}
