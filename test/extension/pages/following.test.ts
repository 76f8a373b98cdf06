import { describe, expect, it } from 'vitest';
import {
  followEverything,
  followGroup,
  followingOf,
  leaveGroup,
  type Offer,
  onlySome,
  silence,
  tell,
} from '../../../extension/pages/options/following.ts';
import { emptySubscription, type Subscription } from '../../../shared/model/subscription.ts';

const services = [
  { id: 'cards', name: 'Cards', group: 'Payments' },
  { id: 'invoices', name: 'Invoices', group: 'Payments' },
  { id: 'search', name: 'Search' },
];
const nothing: Offer = { services, assigned: { services: [], groups: [] } };
const assigned: Offer = { services, assigned: { services: ['search'], groups: ['Payments'] } };
const chosen = (change: Partial<Subscription> = {}): Subscription => ({ ...emptySubscription, ...change });
const some = { services: ['search'], groups: [] };
const told = (subscription: Subscription, offer: Offer) =>
  followingOf(subscription, offer).groups.flatMap(({ rows }) =>
    rows.filter(({ isTold }) => isTold).map(({ service }) => service.id),
  );
const picking = { isChoosing: true };
const plainly = { isChoosing: false };

describe('what is shown', () => {
  it('has the groups by name, and what is in none last', () => {
    expect(followingOf(chosen(), nothing).groups.map(({ group }) => group)).toEqual(['Payments', null]);
  });

  it('has a followed group that no service is in yet', () => {
    const { groups } = followingOf(chosen({ groups: ['Logistics'] }), nothing);
    expect(groups[0]).toEqual({ group: 'Logistics', by: 'followed', rows: [] });
  });

  it('says by what right a service is followed', () => {
    expect(followingOf(chosen(), nothing).basis).toBe('everything');
    expect(followingOf(chosen({ services: ['search'] }), nothing).basis).toBe('chosen');
    expect(followingOf(chosen({ services: ['search'] }), assigned).basis).toBe('assigned');
  });
});

describe('somebody who has chosen nothing', () => {
  it('is told of everything, and mutes single services without leaving that', () => {
    const next = silence(chosen(), 'search', nothing);
    expect(next).toEqual(chosen({ muted: ['search'] }));
    expect(followingOf(next, nothing).basis).toBe('everything');
    expect(tell(next, 'search', nothing, plainly)).toEqual(chosen());
  });

  it('is told of one service alone after choosing it, and the mutes of the rest are let go of', () => {
    const next = tell(chosen({ muted: ['search', 'cards'] }), 'cards', nothing, picking);
    expect(next).toEqual(chosen({ services: ['cards'] }));
    expect(told(next, nothing)).toEqual(['cards']);
  });
});

describe('somebody to whom something is assigned', () => {
  const all = followEverything(chosen({ services: ['cards'] }), { ...assigned, assigned: some });

  it('can follow everything beside it, also what is added later, and mute some of that', () => {
    expect(all).toEqual(chosen({ everything: true }));
    const later = [...services, { id: 'new', name: 'New' }];
    const offer = { services: later, assigned: some };
    expect(told(all, offer)).toEqual(['cards', 'invoices', 'search', 'new']);
    expect(silence(all, 'new', offer)).toEqual(chosen({ everything: true, muted: ['new'] }));
  });

  it('can go back to that alone', () => {
    expect(told(onlySome(all), { services, assigned: some })).toEqual(['search']);
  });

  it('follows everything still where it is taken back, and can choose from it', () => {
    expect(followingOf(all, nothing).basis).toBe('everything');
    expect(tell(all, 'cards', nothing, picking)).toEqual(chosen({ services: ['cards'] }));
  });
});

describe('what was chosen', () => {
  it('is let go of by switching it off, not muted', () => {
    expect(silence(chosen({ services: ['cards', 'search'] }), 'cards', nothing)).toEqual(
      chosen({ services: ['search'] }),
    );
  });

  it('is muted where it comes with a group, also when it was chosen by itself as well', () => {
    const both = chosen({ services: ['cards'], groups: ['Payments'] });
    expect(silence(both, 'cards', nothing)).toEqual(chosen({ groups: ['Payments'], muted: ['cards'] }));
  });

  it('takes in what comes into a followed group later', () => {
    const next = followGroup(chosen(), 'Payments', nothing);
    const later: Offer = {
      ...nothing,
      services: [...services, { id: 'refunds', name: 'Refunds', group: 'Payments' }],
    };
    expect(told(next, later)).toEqual(['cards', 'invoices', 'refunds']);
  });

  it('goes with its group, and so do mutes within it', () => {
    const next = leaveGroup(
      chosen({ services: ['search'], groups: ['Payments'], muted: ['cards'] }),
      'Payments',
      nothing,
    );
    expect(next).toEqual(chosen({ services: ['search'] }));
  });

  it('goes all together by following everything; how grave and how loud stay', () => {
    const before = chosen({
      services: ['search'],
      groups: ['Payments'],
      leastSeverity: 'sev2',
      most: 'badge',
    });
    expect(followEverything(before, nothing)).toEqual(chosen({ leastSeverity: 'sev2', most: 'badge' }));
  });

  it('is saved without services that are gone, which the relay would refuse', () => {
    const next = tell(chosen({ services: ['gone'], muted: ['gone'] }), 'search', nothing, picking);
    expect(next).toEqual(chosen({ services: ['search'] }));
  });
});

describe('what an admin assigned', () => {
  it('can be muted and told of again, and never removed', () => {
    const muted = silence(silence(chosen(), 'search', assigned), 'cards', assigned);
    expect(muted).toEqual(chosen({ muted: ['cards', 'search'] }));
    expect(told(muted, assigned)).toEqual(['invoices']);
    const rows = followingOf(muted, assigned).groups.flatMap(({ rows }) => rows);
    expect(rows.map(({ why }) => why)).toEqual(['assigned_by_group', 'assigned_by_group', 'assigned']);
    expect(told(tell(muted, 'search', assigned, plainly), assigned)).toEqual(['invoices', 'search']);
  });

  it('is not silenced by a mute from before it was assigned', () => {
    const left = leaveGroup(
      silence(chosen({ services: ['search'], groups: ['Payments'] }), 'cards', nothing),
      'Payments',
      nothing,
    );
    expect(told(left, assigned)).toEqual(['cards', 'invoices', 'search']);
  });
});
