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

/** Paints a view that holds `inc_1` alone, after `inc_1` and another were put off. */
async function snoozedAfterPainting(link: LinkState): Promise<string[]> {
  const choices = await loadChoices(new FakeStorage());
  await choices.attend((attention) => snooze(snooze(attention, gone), incident()));
  const paint = createPainter({
    paintBadge: async () => {},
    tellPages: async () => {},
    banners: { show: async () => {} },
    notifications: { show: async () => {} },
    presence: { runs: async () => {}, away: () => null },
    standing: () =>
      plainStanding({
        view: { services, tools: [], incidents: [incident()], maintenances: [] },
        own: { acknowledged: {} },
        now: '2026-11-24T14:02:00.000Z',
      }),
    link: () => link,
    managed: () => managed,
    history: { note: async () => {} },
    choices,
  });
  await paint();
  return Object.keys(choices.current().attention.snoozed);
}

describe('what was said of an incident', () => {
  it('is let go of with the incident', async () => {
    expect(await snoozedAfterPainting('current')).toEqual(['inc_1']);
  });

  it('is kept while it is not certain what there is', async () => {
    expect(await snoozedAfterPainting('stale')).toEqual(['inc_gone', 'inc_1']);
  });
});
