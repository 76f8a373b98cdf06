import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Audience } from '../../shared/model/audience.ts';
import { Service } from '../../shared/model/service.ts';
import { emptySubscription, Subscription } from '../../shared/model/subscription.ts';
import { urgencies, urgencyRank } from '../../shared/model/urgency.ts';

const quietHours = { from: '22:00', until: '07:00', days: [1, 2], timeZone: 'Europe/Berlin' };
const least = { services: [], groups: [], muted: [], quietHours: null };

describe('a subscription', () => {
  it('tells everything, as urgently as it may be, unless a person says otherwise', () => {
    expect(v.parse(Subscription, least)).toEqual(emptySubscription);
  });

  it('names each service, group and day once, in order', () => {
    const told = {
      services: ['search', 'cards', 'search'],
      groups: ['Shop ', 'Payments', 'Shop'],
      muted: ['b', 'a', 'a'],
      quietHours: { ...quietHours, days: [7, 1, 7] },
    };
    expect(v.parse(Subscription, told)).toMatchObject({
      services: ['cards', 'search'],
      groups: ['Payments', 'Shop'],
      muted: ['a', 'b'],
      quietHours: { days: [1, 7] },
    });
  });

  it.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'UTC'])(
    'knows the zone %s',
    (timeZone) => {
      expect(v.is(Subscription, { ...least, quietHours: { ...quietHours, timeZone } })).toBe(true);
    },
  );

  it.each<[string, object]>([
    ['an unknown field', { colour: 'red' }],
    ['no word of what is muted', { muted: undefined }],
    ['an id that is none', { services: ['No id'] }],
    ['501 services', { services: Array.from({ length: 501 }, (_, n) => `s${n}`) }],
    ['51 groups', { groups: Array.from({ length: 51 }, (_, n) => `Group ${n}`) }],
    ['a group with a line break', { groups: ['Pay\nments'] }],
    ['an unknown severity', { leastSeverity: 'sev5' }],
    ['no way to be told', { most: 'none' }],
    ['an hour that is none', { quietHours: { ...quietHours, from: '24:00' } }],
    ['an hour of one digit', { quietHours: { ...quietHours, until: '7:00' } }],
    ['no day', { quietHours: { ...quietHours, days: [] } }],
    ['an eighth day', { quietHours: { ...quietHours, days: [8] } }],
    ['a zone that is none', { quietHours: { ...quietHours, timeZone: 'Europe/Atlantis' } }],
    ['an offset for a zone', { quietHours: { ...quietHours, timeZone: '+01:00' } }],
    ['no zone', { quietHours: { ...quietHours, timeZone: '' } }],
  ])('is refused with %s', (_, over) => {
    expect(v.is(Subscription, { ...least, quietHours, ...over })).toBe(false);
    expect(v.is(Subscription, { ...least, quietHours })).toBe(true);
  });
});

describe('what an admin assigns', () => {
  it('is nothing unless it is named', () => {
    const board = { id: 'board', name: 'Board', members: [] };
    expect(v.parse(Audience, board)).toEqual({
      ...board,
      includes: [],
      services: [],
      groups: [],
      fromSignIn: [],
    });
  });

  it('may be a group that a service names', () => {
    const service = { id: 'cards', name: 'Cards', group: ' Payments ' };
    expect(v.parse(Service, service).group).toBe('Payments');
    expect(v.is(Service, { ...service, group: '' })).toBe(false);
    expect(v.is(Service, { ...service, group: 'a'.repeat(81) })).toBe(false);
  });
});

it('ranks urgencies from nothing to an acknowledgement', () => {
  expect(urgencies.map(urgencyRank)).toEqual([0, 1, 2, 3, 4, 5]);
});
