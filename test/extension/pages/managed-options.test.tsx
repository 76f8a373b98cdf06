import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { fleetRules, readPolicy } from '../../../extension/data/policy.ts';
import type { Picture } from '../../../extension/data/messages.ts';
import { OptionsView } from '../../../extension/pages/options/options.tsx';
import { picture } from '../../ui/gallery/samples.ts';
import { silentHost } from './silent-host.ts';

const relayUrl = 'https://masthead.example.com';
const unpaired = { link: 'unpaired', relayUrl: null } as const;

function options(policy: object, change: Partial<Omit<Picture, 'view'>> = unpaired): string {
  const managed = { ...readPolicy(policy), receivedAt: '2026-11-24T14:00:00.000Z' };
  return renderToString(
    <OptionsView
      host={{ ...silentHost, suggestedRelayUrl: 'https://of-the-build.example.com' }}
      picture={picture({ managed, fleet: fleetRules(managed.policy), ...change })}
      choosing={null}
      refresh={() => Promise.resolve(null)}
    />,
  );
}

/** The field that asks for the address. */
const addressField = (html: string) => /<input[^>]*name="relayUrl"[^>]*>/.exec(html)?.[0] ?? '';

describe('the settings of a managed browser', () => {
  it('offer the company’s address before that of the build, and let it be changed', () => {
    const field = addressField(options({ relayUrl }));
    expect(field).toContain(`value="${relayUrl}"`);
    expect(field).not.toMatch(/readonly/i);
  });

  it('show a locked address and ask for the token alone', () => {
    const html = options({ relayUrl, locked: ['relay'] });
    expect(addressField(html)).toMatch(/readonly/i);
    expect(html).toContain('Set by your company.');
  });

  it('lock no address where none is set', () => {
    expect(addressField(options({ locked: ['relay'] }))).not.toMatch(/readonly/i);
  });

  it('say so where the browser is connected with another relay than the locked one', () => {
    const elsewhere = { link: 'current', relayUrl: 'https://old.example.com' } as const;
    const html = options({ relayUrl, locked: ['relay'] }, elsewhere);
    expect(html).toContain('Your company has set another relay');
    expect(addressField(html)).toContain(`value="${relayUrl}"`);
    expect(addressField(options({ relayUrl, locked: ['relay'] }, { relayUrl }))).toBe('');
  });

  it('tell what the company tells people who connect', () => {
    expect(options({ signInHint: 'Use your example.com address.' })).toContain(
      'Use your example.com address.',
    );
  });

  it('lead to the company’s help, in its words or ours', () => {
    const supportUrl = 'https://help.example.com/';
    expect(options({ supportUrl, supportLabel: 'Service desk' })).toMatch(
      /href="https:\/\/help\.example\.com\/"[^>]*><bdi>Service desk/,
    );
    expect(options({ supportUrl })).toContain('Get help');
    expect(options({ supportLabel: 'Service desk' })).not.toContain('Service desk');
  });
});

describe('the settings of a browser that nobody manages', () => {
  it('say nothing of a company', () => {
    const html = renderToString(
      <OptionsView
        host={silentHost}
        picture={picture(unpaired)}
        choosing={null}
        refresh={() => Promise.resolve(null)}
      />,
    );
    expect(html).not.toContain('come from your company');
    expect(html).not.toContain('>Help<');
  });
});
