import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../extension/data/messages.ts';
import { readPolicy } from '../../../extension/data/policy.ts';
import { OptionsView } from '../../../extension/pages/options/options.tsx';
import type { SaveState } from '../../../extension/pages/options/saver.ts';
import type { Choosing } from '../../../extension/pages/options/use-subscription.ts';
import { noFleetRules } from '../../../shared/core/standing.ts';
import { picture } from '../../ui/gallery/samples.ts';
import { settings, settingsSamples } from '../../ui/gallery/settings-samples.ts';
import { silentHost } from './silent-host.ts';

function options(picture: Picture, state: SaveState = { kind: 'untouched' }): string {
  const { subscription } = picture.own;
  const choosing: Choosing | null = subscription
    ? {
        subscription,
        change: () => undefined,
        stateAt: (place) => (place === 'services' ? state : { kind: 'untouched' }),
        retry: () => undefined,
      }
    : null;
  return renderToString(
    <OptionsView
      host={silentHost}
      picture={picture}
      choosing={choosing}
      refresh={() => Promise.resolve(null)}
    />,
  );
}

const sample = (name: string): Picture => {
  const found = settingsSamples[name];
  if (!found) throw new Error(`no sample ${name}`);
  return found;
};

/** The switch with this name: whether it is on, and what it says. */
function switchNamed(html: string, name: string): string {
  const [, rest = ''] = html.split(`aria-label="${name}"`);
  const [own = ''] = rest.split('</button>');
  const state = html.split(`aria-label="${name}"`)[0]?.match(/.*aria-checked="?(true|false)?/s)?.[1];
  return `${state} ${own.replaceAll(/<[^>]*>|^[^>]*>/g, '').trim()}`;
}

describe('my services', () => {
  it('are everything for somebody who has chosen nothing, and the page says so', () => {
    const html = options(sample('settings-new'));
    expect(html).toContain('All services, and those that are added later');
    expect(switchNamed(html, 'Tell me of Checkout')).toContain('Followed');
    expect(html).not.toContain('Whole group');
  });

  it('show what the company assigned, muted or not, and offer no way to remove it', () => {
    const html = options(sample('settings-assigned'));
    expect(html).toContain('Assigned by your company, with services that are added to it later');
    expect(switchNamed(html, 'Tell me of Checkout')).toContain('Muted');
    expect(switchNamed(html, 'Tell me of Search')).toContain('Followed');
    expect(switchNamed(html, 'Tell me of Invoices')).toContain('Not followed');
    expect(html).not.toContain('Follow the whole group Shop');
    expect(html).toContain('Follow the whole group Payments');
    expect(html).not.toContain('Only what I follow');
    expect(html).toContain('What is assigned to me, and what I follow');
  });

  it('can be everything beside what is assigned, with no group to be chosen then', () => {
    const html = options(settings({ everything: true }, { services: ['login'] }));
    expect(html.match(/<input[^>]*name="which"[^>]*>/)?.[0]).toContain('checked');
    expect(switchNamed(html, 'Tell me of Checkout')).toContain('Followed');
    expect(html).not.toContain('Follow the whole group');
  });

  it('warn somebody who has muted all of it', () => {
    const html = options(settings({ services: ['login'], muted: ['login'] }));
    expect(html).toContain('Nothing will disturb you');
    expect(options(settings({ services: ['login', 'search'], muted: ['login'] }))).not.toContain(
      'Nothing will disturb you',
    );
  });

  it('say beside them what could not be saved, with a way to try again', () => {
    const html = options(sample('settings-new'), { kind: 'failed', problem: 'unreachable' });
    expect(html).toContain('Not saved: the relay does not answer.');
    expect(html.match(/Try again/g)).toHaveLength(1);
  });

  it('can be looked for by name where there are many', () => {
    expect(options(sample('settings-many'))).toContain('Find a service');
    expect(options(sample('settings-new'))).not.toContain('Find a service');
  });
});

describe('an older relay', () => {
  it('is said not to offer what it does not tell of', () => {
    const html = options(picture());
    expect(html.match(/Your relay does not offer this yet/g)).toHaveLength(3);
    expect(html).toContain('Bar in CRM');
  });

  it('is not blamed before it was heard', () => {
    const html = options(picture({ link: 'stale' }));
    expect(html).not.toContain('does not offer');
    expect(html).toContain('once the relay has been heard from');
  });

  it('is not spoken of where there is none', () => {
    const html = options(picture({ link: 'unpaired', relayUrl: null }));
    expect(html).not.toMatch(/does not offer|My services|Quiet hours/);
  });
});

describe('what the company wants', () => {
  it('is said where it goes before the person’s choice, and only there', () => {
    const fleet = { ...noFleetRules, leastUrgency: 'full_bar' } as const;
    expect(options(settings({ most: 'badge' }, {}, { fleet }))).toContain(
      'Your company wants at least “A full bar”. That goes before your choice.',
    );
    const louder = options(settings({}, {}, { fleet }));
    expect(louder).toContain('Your company wants at least “A full bar”.');
    expect(louder).not.toContain('That goes before your choice.');
    expect(options(settings())).not.toContain('Your company wants at least');
  });

  it('cannot be changed where it is locked, and says why', () => {
    const free = options(settings());
    expect(free).not.toMatch(/disabled|Set by your company/);
    const html = options(sample('settings-company'));
    expect(html).toMatch(/<fieldset[^>]*disabled/);
    expect(html.match(/<button[^>]*disabled[^>]*>/g)).toHaveLength(3);
    expect(html.match(/<select[^>]*disabled[^>]*>/g)).toHaveLength(1);
    expect(html.match(/Set by your company/g)).toHaveLength(4);
  });

  it('leads to the company’s own help, where it has named one', () => {
    const policy = { supportLabel: 'Ask the help desk', supportUrl: 'https://help.example.com/masthead' };
    const managed = { ...readPolicy(policy), receivedAt: '2026-11-24T14:00:00.000Z' };
    expect(options(settings({}, {}, { managed }))).toMatch(
      /href="https:\/\/help\.example\.com\/masthead"[^>]*>.*Ask the help desk/,
    );
  });

  it('decides whether a sev1 comes through quiet hours', () => {
    expect(options(settings())).toContain('come through all the same');
    expect(options(sample('settings-company'))).toContain('your company lets none of them through');
  });
});

describe('quiet hours', () => {
  const hours = { days: [1, 2, 3, 4, 5, 6, 7] as (1 | 2 | 3 | 4 | 5 | 6 | 7)[], timeZone: 'Europe/Berlin' };

  it('say when they end, and that they are on', () => {
    // The samples stand at 15:34 in Berlin.
    const now = options(settings({ quietHours: { ...hours, from: '15:00', until: '16:00' } }));
    expect(now).toContain('They end on the same day.');
    expect(now).toContain('Quiet hours are on right now.');
    const later = options(settings({ quietHours: { ...hours, from: '22:00', until: '07:00' } }));
    expect(later).toContain('They end on the next day.');
    expect(later).not.toContain('Quiet hours are on right now.');
  });

  it('keep a zone that this browser does not list', () => {
    const html = options(
      settings({ quietHours: { ...hours, timeZone: 'Etc/GMT-14', from: '22:00', until: '07:00' } }),
    );
    expect(html).toMatch(
      /<option[^>]*selected[^>]*value="Etc\/GMT-14"|<option[^>]*value="Etc\/GMT-14"[^>]*selected/,
    );
    expect(html).toContain('Europe/Berlin – this browser');
  });
});

describe('a tool', () => {
  it('is asked about its bar only where it may show one', () => {
    const html = options(settings());
    expect(html).toContain('Bar in CRM');
    expect(html).toContain('Permission for Help desk');
    expect(html).not.toContain('Bar in Help desk');
  });

  it('has no place where it shows no bar', () => {
    const html = options(settings({}, {}, { tools: { crm: { isOn: false } } }));
    expect(html).not.toContain('Where the bar sits in CRM');
    expect(html).toContain('Where the bar sits in Wiki');
  });
});
