import { describe, expect, it } from 'vitest';
import { barState } from '../../../extension/pages/popup/bar-state.ts';
import { noAttention, reopen, snooze } from '../../../shared/core/attention.ts';
import { noticesOf } from '../../../shared/core/notices.ts';
import type { Standing } from '../../../shared/core/standing.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import { incidentView, standing } from '../../support/builders.ts';

const incident = incidentView();
const acknowledged = { acknowledged: { inc_1: 1 } };
const state = (over: Partial<Standing> = {}, isHidden = false, of = incident) => {
  const [notice] = noticesOf(standing([of], over));
  return notice && barState(notice, isHidden);
};

describe('the bar of an incident, as the popup has it', () => {
  it('can be put off while it is shown', () => {
    expect(state()).toBe('shown');
  });

  it('can be shown again once it is snoozed, hidden in a tab, or acknowledged', () => {
    expect(state({ attention: snooze(noAttention, incident) })).toBe('snoozed');
    expect(state({}, true)).toBe('hidden');
    expect(state({ own: acknowledged })).toBe('hidden');
  });

  it('does not come back by itself where it was acknowledged, snoozed or not', () => {
    expect(state({ own: acknowledged, attention: snooze(noAttention, incident) })).toBe('hidden');
  });

  it('can be put off again once it was asked for', () => {
    expect(
      state({ own: acknowledged, attention: reopen(noAttention, incident, acknowledged.acknowledged) }),
    ).toBe('shown');
  });

  it('cannot be put off where a "Got it" is asked for', () => {
    const grave = incidentView({ severity: 'sev1', services: [{ id: 'checkout', impact: 'major_outage' }] });
    expect(state({}, false, grave)).toBeNull();
  });

  it('is no matter where there is none: not urgent enough, or on services that the person does not follow', () => {
    expect(state({}, false, incidentView({ severity: 'sev4' }))).toBeNull();
    const own = { acknowledged: {}, subscription: { ...emptySubscription, services: ['login'] } };
    expect(state({ own })).toBeNull();
  });
});
