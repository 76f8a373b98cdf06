import { describe, expect, it } from 'vitest';
import { shownWhole } from '../../../extension/pages/popup/use-opened.ts';
import { noticesOf } from '../../../shared/core/notices.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import { incidentView, standing } from '../../support/builders.ts';

const notices = noticesOf(
  standing(
    [
      incidentView({ id: 'inc_mine' }),
      incidentView({ id: 'inc_too' }),
      incidentView({ id: 'inc_other', services: [{ id: 'login', impact: 'partial_outage' }] }),
    ],
    { own: { acknowledged: {}, subscription: { ...emptySubscription, services: ['checkout'] } } },
  ),
);
const openAre = (...ids: string[]) =>
  shownWhole(notices, (id) => ({ isOpen: ids.includes(id) })).map(({ id }) => id);

describe('an incident counts as opened in the popup', () => {
  it('not while it is folded, on whose services it may be', () => {
    expect(openAre()).toEqual([]);
    expect(openAre('inc_too')).toEqual(['inc_too']);
  });

  it('once it is unfolded, also where it is on services of others', () => {
    expect(openAre('inc_other')).toEqual(['inc_other']);
  });

  it('at once where it is shown whole with nothing to unfold', () => {
    const shown = shownWhole(notices, (id) => (id === 'inc_mine' ? undefined : { isOpen: false }));
    expect(shown.map(({ id }) => id)).toEqual(['inc_mine']);
  });
});
