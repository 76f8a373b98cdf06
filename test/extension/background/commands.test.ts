import { describe, expect, it } from 'vitest';
import { type Deed, deedOf, deeds, type DeedTab, perform } from '../../../extension/background/commands.ts';
import type { Hidden } from '../../../extension/background/hidden.ts';
import type { Request } from '../../../extension/data/messages.ts';
import { manifestFor } from '../../../extension/manifest.ts';
import { noAttention, snooze } from '../../../shared/core/attention.ts';
import { plainStanding, type Standing } from '../../../shared/core/standing.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { incident, services, tool } from './support/examples.ts';

const minor = incident({
  id: 'inc_minor',
  severity: 'sev3',
  revision: 2,
  updatedAt: '2026-11-24T14:01:00.000Z',
});
const gravest = incident({ id: 'inc_gravest', severity: 'sev1', revision: 3 });
const onSearch = incident({
  id: 'inc_search',
  severity: 'sev1',
  services: [{ id: 'search', impact: 'major_outage' }],
});

interface Circumstances extends Partial<Standing> {
  /** What was met in this browser; everything, where it does not matter. */
  readonly met?: Record<string, number>;
  readonly canOpenPopup?: boolean;
  readonly hidden?: Hidden;
  readonly tab?: DeedTab;
}

async function after(deed: Deed, incidents: IncidentView[], circumstances: Circumstances = {}) {
  const { met, canOpenPopup = true, hidden = {}, tab = { id: 7, url: null }, ...changes } = circumstances;
  const done: (Request | string)[] = [];
  await perform(deed, tab, {
    standing: () => ({
      ...plainStanding({
        view: { services, tools: [tool()], incidents, maintenances: [] },
        own: { acknowledged: {} },
        now: '2026-11-24T14:02:00.000Z',
      }),
      ...changes,
    }),
    ask: async (request) => void done.push(request),
    hasMet: async (id, revision) => met === undefined || met[id] === revision,
    async openPopup() {
      if (canOpenPopup) done.push('popup');
      return canOpenPopup;
    },
    hidden: async () => hidden,
    showHere: async (id, tabId) => void done.push(`${id} here in ${tabId}`),
    test: { begin: async () => void done.push('test begins') },
    openStatusPage: async () => void done.push('status page'),
  });
  return done;
}

const acknowledged = (ids: Record<string, number>) => ({ own: { acknowledged: ids } });

describe('"Got it" by key', () => {
  it('goes to the latest one, in its newest revision', async () => {
    expect(await after('acknowledge_latest', [gravest, minor])).toEqual([
      { type: 'acknowledge', incidentId: 'inc_minor', revision: 2 },
    ]);
  });

  it('goes to the latest that was met as it stands now, and to none that was met before it changed', async () => {
    const met = { inc_minor: 1, inc_gravest: 3 };
    expect(await after('acknowledge_latest', [minor, gravest], { met })).toEqual([
      { type: 'acknowledge', incidentId: 'inc_gravest', revision: 3 },
    ]);
  });

  it('shows what nobody has met: in the popup, or else on its page', async () => {
    expect(await after('acknowledge_latest', [minor, gravest], { met: {} })).toEqual(['popup']);
    expect(await after('acknowledge_latest', [minor, gravest], { met: {}, canOpenPopup: false })).toEqual([
      { type: 'open_incident', incidentId: 'inc_minor', url: null },
    ]);
  });

  it('ends a test, which is no news that somebody must have met', async () => {
    const test = incident({ id: 'test_incident' });
    expect(await after('acknowledge_latest', [test], { met: {} })).toMatchObject([{ type: 'acknowledge' }]);
  });

  it('goes to the next where that one has it already, and to none where all have', async () => {
    const one = acknowledged({ inc_minor: 2 });
    expect(await after('acknowledge_latest', [minor, gravest], one)).toMatchObject([
      { incidentId: 'inc_gravest' },
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

  it('is the one that leads, also where it is put off and another is shown', async () => {
    const second = { ...minor, id: 'inc_second', severity: 'sev4' as const };
    expect(await after('toggle_banner', [second, minor])).toMatchObject([{ incidentId: 'inc_minor' }]);
    const attention = snooze(noAttention, minor);
    expect(await after('toggle_banner', [second, minor], { attention })).toEqual([
      { type: 'show_again', incidentId: 'inc_minor' },
    ]);
  });

  it('is the one that leads in the tool of this tab', async () => {
    const tab = { id: 7, url: 'https://crm.example.com/deals' };
    const graver = incident({
      id: 'inc_elsewhere',
      severity: 'sev2',
      services: [{ id: 'search', impact: 'degraded_performance' }],
    });
    expect(await after('toggle_banner', [graver, minor], { tab })).toMatchObject([
      { incidentId: 'inc_minor' },
    ]);
  });

  it('comes back in a tab where it was hidden, and is put off in another', async () => {
    const hidden = { 7: { inc_minor: minor.materialRevision } };
    expect(await after('toggle_banner', [minor], { hidden })).toEqual(['inc_minor here in 7']);
    expect(await after('toggle_banner', [minor], { hidden, tab: { id: 8, url: null } })).toMatchObject([
      { type: 'snooze' },
    ]);
  });

  it('stays where it asks for a "Got it", and comes back where it does and was hidden', async () => {
    const grave = incident({ severity: 'sev1', services: [{ id: 'checkout', impact: 'major_outage' }] });
    expect(await after('toggle_banner', [grave])).toEqual([]);
    const hidden = { 7: { [grave.id]: grave.materialRevision } };
    expect(await after('toggle_banner', [grave], { hidden })).toEqual([`${grave.id} here in 7`]);
  });

  it('is shown again after a "Got it"', async () => {
    expect(await after('toggle_banner', [minor], acknowledged({ inc_minor: 2 }))).toEqual([
      { type: 'show_again', incidentId: 'inc_minor' },
    ]);
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
