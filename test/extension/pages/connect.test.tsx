import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../extension/data/messages.ts';
import { readPolicy } from '../../../extension/data/policy.ts';
import { Connection } from '../../../extension/pages/options/connection.tsx';
import { OnboardingView } from '../../../extension/pages/onboarding/onboarding.tsx';
import { settingsSamples } from '../../ui/gallery/settings-samples.ts';
import { silentHost } from './silent-host.ts';

const refresh = () => Promise.resolve(null);
const settings = (picture: Picture) =>
  renderToString(<Connection host={silentHost} picture={picture} refresh={refresh} />);
const onboarding = (picture: Picture) =>
  renderToString(<OnboardingView host={silentHost} picture={picture} refresh={refresh} />);
const sample = (name: string): Picture => {
  const found = settingsSamples[name];
  if (!found) throw new Error(`no sample ${name}`);
  return found;
};

describe.each([
  ['settings', settings],
  ['onboarding', onboarding],
])('in the %s', (_, page) => {
  it('a new browser needs an address and one press; a token is asked only of who has one', () => {
    const html = page(sample('pairing-new'));
    expect(html).toMatch(/<details[^>]*><summary>The relay gave me a token/);
    expect(html).not.toContain('<details open');
    expect(html).toMatch(/name="relayUrl"[^>]*required/);
    expect(html).not.toMatch(/name="token"[^>]*required/);
  });

  it('the code to be compared is shown whole, said letter by letter, and can be given up', () => {
    const html = page(sample('pairing-waiting'));
    expect(html).toContain('<span aria-hidden="true">BCDF-GHJK</span>');
    expect(html).toContain('B C D F - G H J K');
    expect(html).toMatch(/Open the page again.*Cancel/s);
    expect(html).not.toContain('<form');
  });

  it('the company’s address is there and cannot be changed', () => {
    const policy = readPolicy({ relayUrl: 'https://masthead.example.com', locked: ['relay'] });
    const html = page({
      ...sample('pairing-new'),
      managed: { ...policy, receivedAt: '2026-11-24T08:00:00.000Z' },
    });
    expect(html.match(/<input[^>]*name="relayUrl"[^>]*>/)?.[0]).toMatch(
      /readonly.*https:\/\/masthead\.example\.com/,
    );
  });

  it.each([
    ['denied', 'Somebody declined'],
    ['expired', 'Nobody confirmed this browser in time'],
    ['failed', 'did not finish'],
  ] as const)('one that was %s says so above the way to begin again', (step, words) => {
    const html = page({
      ...sample('pairing-new'),
      asking: { step, relayUrl: 'https://masthead.example.com' },
    });
    expect(html).toMatch(
      new RegExp(`role="status"[^>]*>[^<]*${words}.*value="https://masthead.example.com"`, 's'),
    );
  });
});

describe('a browser that was let go', () => {
  it.each([
    ['device_revoked', 'disconnected on 23 November, by an admin or by you'],
    ['token_revoked', 'The token of this browser was revoked on 23 November'],
    ['person_removed', 'Your access to the relay ended on 23 November'],
    ['replaced', 'took the place of this browser’s on 23 November'],
    ['unknown', 'The relay disconnected this browser on 23 November'],
  ] as const)('since %s says why and when, with the way in and a way to be rid of it', (reason, words) => {
    const at = '2026-11-23T16:12:00.000Z';
    const html = settings({ ...sample('pairing-ended'), ended: { reason, at } });
    expect(html).toContain(words);
    expect(html).toMatch(/Do not mention it again.*name="relayUrl"/s);
  });

  it('says no more of it once it is connected', () => {
    const ended = { reason: 'device_revoked', at: '2026-11-23T16:12:00.000Z' } as const;
    expect(settings({ ...sample('settings-new'), ended })).not.toContain('disconnected on');
  });
});

it('asks a browser that the relay refuses to connect again, at the same address', () => {
  const html = settings(sample('pairing-again'));
  expect(html.match(/<input[^>]*name="relayUrl"[^>]*>/)?.[0]).toContain('https://masthead.example.com');
  expect(html).toContain('Disconnect this browser');
});
