import { describe, expect, it } from 'vitest';
import { type Deed, deedOf, deeds, perform } from '../../../extension/background/commands.ts';
import type { Request } from '../../../extension/data/messages.ts';
import { manifestFor } from '../../../extension/manifest.ts';
import { noAttention, snooze } from '../../../shared/core/attention.ts';
import { plainStanding, type Standing } from '../../../shared/core/standing.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { incident, services } from './support/examples.ts';

const minor = incident({ id: 'inc_minor', severity: 'sev3', revision: 2 });
const gravest = incident({ id: 'inc_gravest', severity: 'sev1', revision: 3 });
const onSearch = incident({
  id: 'inc_search',
  severity: 'sev1',
  services: [{ id: 'search', impact: 'major_outage' }],
});

async function after(deed: Deed, incidents: IncidentView[], changes: Partial<Standing> = {}) {
  const done: (Request | string)[] = [];
  await perform(deed, {
    standing: () => ({
      ...plainStanding({
        view: { services, tools: [], incidents, maintenances: [] },
        own: { acknowledged: {} },
        now: '2026-11-24T14:02:00.000Z',
      }),
      ...changes,
    }),
    ask: async (request) => void done.push(request),
    test: { begin: async () => void done.push('test begins') },
    openStatusPage: async () => void done.push('status page'),
  });
  return done;
}

const acknowledged = (ids: Record<string, number>) => ({ own: { acknowledged: ids } });

describe('"Got it" by key', () => {
  it('goes to the gravest one, in its newest revision', async () => {
    expect(await after('acknowledge_latest', [minor, gravest])).toEqual([
      { type: 'acknowledge', incidentId: 'inc_gravest', revision: 3 },
    ]);
  });

  it('goes to the next where that one has it already, and to none where all have', async () => {
    const one = acknowledged({ inc_gravest: 3 });
    expect(await after('acknowledge_latest', [minor, gravest], one)).toMatchObject([
      { incidentId: 'inc_minor' },
    ]);
    const all = acknowledged({ inc_gravest: 3, inc_minor: 2 });
    expect(await after('acknowledge_latest', [minor, gravest], all)).toEqual([]);
  });

  it('leaves alone what does not concern this person', async () => {
    const own = { acknowledged: {}, subscription: { ...emptySubscription, services: ['checkout'] } };
    expect(await after('acknowledge_latest', [onSearch], { own })).toEqual([]);
  });
});

describe('opening by key', () => {
  it('opens the gravest one, also where everything is acknowledged', async () => {
    const own = acknowledged({ inc_gravest: 3, inc_minor: 2 });
    const opened = [{ type: 'open_incident', incidentId: 'inc_gravest', url: null }];
    expect(await after('open_incident', [minor, gravest])).toEqual(opened);
    expect(await after('open_incident', [minor, gravest], own)).toEqual(opened);
  });
});

describe('the bar by key', () => {
  it('is put off where one is shown, and shown again where it was put off', async () => {
    expect(await after('toggle_banner', [minor])).toEqual([{ type: 'snooze', incidentId: 'inc_minor' }]);
    const attention = snooze(noAttention, minor);
    expect(await after('toggle_banner', [minor], { attention })).toEqual([
      { type: 'show_again', incidentId: 'inc_minor' },
    ]);
  });

  it('stays where it asks for a "Got it"', async () => {
    const grave = incident({ severity: 'sev1', services: [{ id: 'checkout', impact: 'major_outage' }] });
    expect(await after('toggle_banner', [grave])).toEqual([]);
  });
});

describe('the menu', () => {
  it('puts off every bar that may be, and no other', async () => {
    const sev1 = incident({ id: 'inc_asks', severity: 'sev1' });
    const second = { ...minor, id: 'inc_second' };
    expect(await after('snooze', [minor, second, sev1])).toEqual([
      { type: 'snooze', incidentId: 'inc_minor' },
      { type: 'snooze', incidentId: 'inc_second' },
    ]);
  });

  it('shows a test, and the status page', async () => {
    expect(await after('show_test', [])).toEqual(['test begins']);
    expect(await after('open_status_page', [])).toEqual(['status page']);
  });
});

it.each<[Deed, unknown[]]>([
  ['acknowledge_latest', []],
  ['open_incident', ['status page']],
  ['toggle_banner', []],
  ['snooze', []],
])('with nothing live, %s is no error', async (deed, done) => {
  expect(await after(deed, [])).toEqual(done);
});

describe('the names', () => {
  it('in the manifests of both browsers are those that are understood', () => {
    for (const browser of ['chromium', 'firefox'] as const) {
      const names = Object.keys(manifestFor({ browser, toolHosts: [] }).commands);
      const [first, ...own] = names;
      expect(first).toMatch(/^_execute_/);
      expect(own.map(deedOf)).toEqual(own);
      // Browsers take at most four suggestions.
      expect(names.length).toBeLessThanOrEqual(4);
    }
  });

  it('of anything else are none', () => {
    expect(deeds.map(deedOf)).toEqual(deeds);
    expect(deedOf('_execute_action')).toBeNull();
    expect(deedOf(7)).toBeNull();
  });
});
