import { describe, expect, it } from 'vitest';
import { loadChoices } from '../../../extension/background/choices.ts';
import { hideInTab, storedHidden } from '../../../extension/background/hidden.ts';
import { createPainter } from '../../../extension/background/painter.ts';
import { noPolicy } from '../../../extension/data/policy.ts';
import { snooze } from '../../../shared/core/attention.ts';
import type { LinkState } from '../../../shared/core/link-state.ts';
import { plainStanding } from '../../../shared/core/standing.ts';
import { incident, services } from './support/examples.ts';
import { FakeStorage } from './support/fake-storage.ts';

const gone = incident({ id: 'inc_gone' });
const managed = { policy: noPolicy, receivedAt: null, problems: [] };

/** What is still put off, and what is still hidden in tabs 7 and 8, once a view is painted that holds `inc_1` alone. */
async function keptAfterPainting(link: LinkState, only = incident()) {
  const choices = await loadChoices(new FakeStorage());
  await choices.attend((attention) => snooze(snooze(attention, gone), incident()));
  const hidden = storedHidden(new FakeStorage());
  await hidden.change((all) => hideInTab(hideInTab(all, 7, 'inc_1', 1), 8, 'inc_gone', 1));
  const paint = createPainter({
    paintBadge: async () => {},
    tellPages: async () => {},
    banners: { show: async () => {} },
    notifications: { show: async () => {} },
    presence: { runs: async () => {}, away: () => null },
    standing: () =>
      plainStanding({
        view: { services, tools: [], incidents: [only], maintenances: [] },
        own: { acknowledged: {} },
        now: '2026-11-24T14:02:00.000Z',
      }),
    link: () => link,
    managed: () => managed,
    history: { note: async () => {} },
    choices,
    hidden,
  });
  await paint();
  return {
    snoozed: Object.keys(choices.current().attention.snoozed),
    hidden: await hidden.load(),
  };
}

describe('what was said of an incident', () => {
  it('is let go of with the incident', async () => {
    expect(await keptAfterPainting('current')).toEqual({ snoozed: ['inc_1'], hidden: { 7: { inc_1: 1 } } });
  });

  it('is kept while it is not certain what there is', async () => {
    expect(await keptAfterPainting('stale')).toEqual({
      snoozed: ['inc_gone', 'inc_1'],
      hidden: { 7: { inc_1: 1 }, 8: { inc_gone: 1 } },
    });
  });

  it('is no longer hidden in any tab once it is over', async () => {
    const over = incident({ phase: 'resolved', resolvedAt: '2026-11-24T14:01:00.000Z' });
    expect(await keptAfterPainting('current', over)).toMatchObject({ hidden: {} });
  });
});
