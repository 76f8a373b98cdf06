import { describe, expect, it } from 'vitest';
import { loadChoices } from '../../../extension/background/choices.ts';
import { createPainter } from '../../../extension/background/painter.ts';
import { noPolicy } from '../../../extension/data/policy.ts';
import { snooze } from '../../../shared/core/attention.ts';
import type { LinkState } from '../../../shared/core/link-state.ts';
import { plainStanding } from '../../../shared/core/standing.ts';
import { incident, services } from './support/examples.ts';
import { FakeStorage } from './support/fake-storage.ts';

const gone = incident({ id: 'inc_gone' });
const managed = { policy: noPolicy, receivedAt: null, problems: [] };

/** A view that holds `inc_1` alone. */
async function ports(link: LinkState) {
  const view = { services, tools: [], incidents: [incident()], maintenances: [] };
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
  };
}

/** What is left of two incidents that were put off, one of which is gone. */
async function snoozedAfterPainting(link: LinkState): Promise<string[]> {
  const choices = await loadChoices(new FakeStorage());
  await choices.attend((attention) => snooze(snooze(attention, gone), incident()));
  const paint = createPainter({ ...(await ports(link)), choices });
  await paint();
  return Object.keys(choices.current().attention.snoozed);
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
    expect(await snoozedAfterPainting('current')).toEqual(['inc_1']);
  });

  it('is kept while it is not certain what there is', async () => {
    expect(await snoozedAfterPainting('stale')).toEqual(['inc_gone', 'inc_1']);
  });
});
