import { describe, expect, it } from 'vitest';
import { attentionTo, noAttention, reopen, settle, snooze } from '../../shared/core/attention.ts';
import { badge } from '../../shared/core/badge.ts';
import { noticesOf, wantsBar } from '../../shared/core/notices.ts';
import { noFleetRules, type Standing } from '../../shared/core/standing.ts';
import type { QuietHours } from '../../shared/model/quiet-hours.ts';
import { emptySubscription } from '../../shared/model/subscription.ts';
import { at, incidentView, standing } from '../support/builders.ts';

const incident = incidentView();
const onLogin = incidentView({
  id: 'inc_2',
  severity: 'sev1',
  services: [{ id: 'login', impact: 'partial_outage' }],
});
const notice = (over: Partial<Standing>, of = incident) => noticesOf(standing([of], over))[0];
const shown = (over: Partial<Standing>, of = incident) => {
  const found = notice(over, of);
  return found !== undefined && wantsBar(found);
};

describe('what concerns a person', () => {
  const followsCheckout = {
    acknowledged: {},
    subscription: { ...emptySubscription, services: ['checkout'] },
  };

  it('is everything, for somebody who follows nothing and was assigned nothing', () => {
    expect(noticesOf(standing([incident, onLogin])).map(({ concern }) => concern)).toEqual(['mine', 'mine']);
  });

  it('is told, and the rest is listed and counted by nothing', () => {
    const notices = noticesOf(standing([incident, onLogin], { own: followsCheckout }));
    expect(notices).toMatchObject([
      { incident: { id: 'inc_2' }, concern: 'other', urgency: 'none' },
      { incident: { id: 'inc_1' }, concern: 'mine', urgency: 'full_bar' },
    ]);
    expect(badge(notices, 'current')).toEqual({ text: '1', tone: 'partly_down', icon: 'active' });
  });

  it('is as bad as it is for the services of that person', () => {
    const mixed = incidentView({
      services: [
        { id: 'checkout', impact: 'degraded_performance' },
        { id: 'login', impact: 'major_outage' },
      ],
    });
    expect(notice({ own: followsCheckout }, mixed)?.urgency).toBe('quiet_bar');
    expect(notice({}, mixed)?.urgency).toBe('notification');
  });
});

describe('a bar that was put off', () => {
  const attention = snooze(noAttention, incident);

  it('wakes with the next update, were it only a typo that was fixed', () => {
    expect(shown({ attention })).toBe(false);
    expect(shown({ attention }, incidentView({ revision: 2 }))).toBe(true);
  });

  it('wakes when the next update is overdue', () => {
    expect(shown({ attention, now: at(29) })).toBe(false);
    expect(shown({ attention, now: at(30) })).toBe(true);
  });

  it('stays on the badge', () => {
    expect(badge(noticesOf(standing([incident], { attention })), 'current').text).toBe('1');
  });
});

describe('a bar that a person asked to see again', () => {
  const acknowledged = { own: { acknowledged: { inc_1: 1 } } };
  const attention = reopen(snooze(noAttention, incident), incident, {});
  const afterGotIt = reopen(noAttention, incident, acknowledged.own.acknowledged);

  it('is shown although it was acknowledged or put off', () => {
    expect(shown(acknowledged)).toBe(false);
    expect(shown({ ...acknowledged, attention: afterGotIt })).toBe(true);
    expect(shown({ attention })).toBe(true);
  });

  it('goes with a "Got it" on another device', () => {
    expect(shown({ ...acknowledged, attention })).toBe(false);
  });

  it('goes with the next "Got it"', () => {
    expect(shown({ ...acknowledged, attention: settle(afterGotIt, 'inc_1') })).toBe(false);
  });

  it('is forgotten with its incident', () => {
    expect(attentionTo(attention, [])).toEqual(noAttention);
    expect(attentionTo(attention, [incident])).toEqual(attention);
  });
});

describe('what a company keeps to itself', () => {
  const subscription = {
    ...emptySubscription,
    most: 'badge' as const,
    quietHours: {
      from: '00:00',
      until: '00:00',
      days: [1, 2, 3, 4, 5, 6, 7] as QuietHours['days'],
      timeZone: 'UTC',
    },
  };
  const own = { acknowledged: {}, subscription };
  const under = (locked: string[]) => notice({ own, fleet: { ...noFleetRules, locked } })?.urgency;

  it('is the person’s own as long as it is not locked', () => {
    expect(under([])).toBe('badge');
    expect(under(['urgency'])).toBe('badge');
  });

  it('counts no more once it is', () => {
    expect(under(['urgency', 'quiet_hours'])).toBe('full_bar');
  });
});
