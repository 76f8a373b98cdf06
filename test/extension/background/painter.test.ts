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

/** A view that holds `inc_1` alone, in one of its states. */
async function ports(link: LinkState, only = incident()) {
  const view = { services, tools: [], incidents: [only], maintenances: [] };
  const standing = plainStanding({ view, own: { acknowledged: {} }, now: '2026-11-24T14:02:00.000Z' });
  return {
    paintBadge: async () => {},
    tellPages: async () => {},
    banners: { show: async () => {} },
    notifications: { show: async () => {} },
    presence: { runs: async () => {}, away: () => null },
    standing: () => standing,
    link: () => link,
    managed: () => managed,
    history: { note: async () => {} },
    choices: await loadChoices(new FakeStorage()),
    hidden: storedHidden(new FakeStorage()),
  };
}

/** What is still put off, and what is still hidden in tabs 7 and 8, once a view is painted that holds `inc_1` alone. */
async function keptAfterPainting(link: LinkState, only = incident()) {
  const all = await ports(link, only);
  const { choices, hidden } = all;
  await choices.attend((attention) => snooze(snooze(attention, gone), incident()));
  await hidden.change((before) => hideInTab(hideInTab(before, 7, 'inc_1', 1), 8, 'inc_gone', 1));
  const paint = createPainter(all);
  await paint();
  return {
    snoozed: Object.keys(choices.current().attention.snoozed),
    hidden: await hidden.load(),
  };
}

describe('an absence', () => {
  it('is told anew where it lasts longer than was told', async () => {
    let away = { from: '2026-11-24T12:00:00.000Z', until: '2026-11-24T13:00:00.000Z' };
    let told = 0;
    const paint = createPainter({
      ...(await ports('current')),
      tellPages: async () => void (told += 1),
      presence: { runs: async () => {}, away: () => away },
    });
    await paint();
    await paint();
    expect(told).toBe(1);
    away = { ...away, until: '2026-11-24T14:00:00.000Z' };
    await paint();
    expect(told).toBe(2);
  });
});

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
