import { describe, expect, it } from 'vitest';
import { barStates } from '../../../extension/pages/popup/bar-state.ts';
import { noAttention, reopen, snooze } from '../../../shared/core/attention.ts';
import { noticesOf } from '../../../shared/core/notices.ts';
import { noFleetRules, type Standing } from '../../../shared/core/standing.ts';
import { weekdays } from '../../../shared/model/quiet-hours.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import { incidentView, standing } from '../../support/builders.ts';
import { english } from '../../support/locales.ts';

const incident = incidentView();
const acknowledged = { acknowledged: { inc_1: 1 } };
const barOf = (
  over: Partial<Standing> = {},
  isHidden = false,
  of = incident,
  allowedToolIds = ['crm', 'desk'],
) => {
  const now = standing([of], over);
  const [notice] = noticesOf(now);
  const bars = { hiddenIds: isHidden ? [of.id] : [], allowedToolIds };
  return notice && barStates(now, bars, english('Europe/Berlin'))(notice);
};
const state = (...of: Parameters<typeof barOf>) => {
  const bar = barOf(...of);
  return bar && bar.kind;
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

describe('in quiet hours', () => {
  const quiet = (over: object = {}, more: Partial<Standing> = {}): Partial<Standing> => ({
    own: {
      acknowledged: {},
      subscription: {
        ...emptySubscription,
        quietHours: {
          from: '00:00',
          until: '23:30',
          days: [...weekdays],
          timeZone: 'Europe/Berlin',
          ...over,
        },
      },
    },
    ...more,
  });

  it('the bar is held back, and it is known until when', () => {
    expect(barOf(quiet())).toEqual({ kind: 'held_back', until: '23:30' });
    expect(state(quiet({}, { attention: snooze(noAttention, incident) }))).toBe('held_back');
    expect(state(quiet(), true)).toBe('held_back');
  });

  it('names the zone of the hours where the reader is in another one', () => {
    expect(barOf(quiet({ timeZone: 'Asia/Tokyo' }))).toEqual({
      kind: 'held_back',
      until: '23:30 (Asia/Tokyo)',
    });
  });

  it('names no end where they fill the day, since the next day may follow', () => {
    expect(barOf(quiet({ until: '00:00' }))).toEqual({ kind: 'held_back', until: null });
  });

  it('can be put off once it was asked for all the same', () => {
    expect(state(quiet({}, { attention: reopen(noAttention, incident, {}) }))).toBe('shown');
  });

  it('is not held back by them where it was acknowledged, or would not be urgent enough anyway', () => {
    const { own } = quiet();
    expect(state({ own: { ...acknowledged, subscription: own?.subscription } })).toBe('hidden');
    expect(state(quiet(), false, incidentView({ severity: 'sev4' }))).toBeNull();
  });

  it('says nothing of them where the company keeps that choice to itself', () => {
    expect(state(quiet({}, { fleet: { ...noFleetRules, locked: ['quiet_hours'] } }))).toBe('shown');
  });
});

describe('where no tool may show the bar', () => {
  it('there is none to be put off: all that it affects are switched off, or not allowed', () => {
    expect(state({ tools: { crm: { isOn: false } } })).toBeNull();
    expect(state({ tools: { desk: { isOn: false } } })).toBe('shown');
    expect(state({}, false, incident, ['desk'])).toBeNull();
  });
});
