import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concernOf, followedServices } from '../../shared/core/concern.ts';
import { impacts } from '../../shared/model/impact.ts';
import { severities } from '../../shared/model/severity.ts';
import { type Assigned, emptySubscription, type Subscription } from '../../shared/model/subscription.ts';
import { incidentView } from '../support/builders.ts';
import { holds } from '../support/property.ts';

const catalogue = {
  services: [
    { id: 'cards', name: 'Cards', group: 'Payments' },
    { id: 'invoices', name: 'Invoices', group: 'Payments' },
    { id: 'login', name: 'Login' },
    { id: 'search', name: 'Search', group: 'Shop' },
  ],
};

const chosen = (subscription: Partial<Subscription> = {}, assigned: Partial<Assigned> = {}) => ({
  subscription: { ...emptySubscription, ...subscription },
  assigned: { services: [], groups: [], ...assigned },
});
const down = (...ids: string[]) => ids.map((id) => ({ id, impact: 'partial_outage' as const }));
const on = (...ids: string[]) => incidentView({ services: down(...ids) });

const ids = fc.subarray(['cards', 'invoices', 'login', 'search', 'gone']);
const groups = fc.subarray(['Payments', 'Shop', 'Nobody']);
const severity = fc.constantFrom(...severities);
const anyChoice = fc.record({
  subscription: fc
    .record({ services: ids, groups, muted: ids, leastSeverity: severity })
    .map((over) => ({ ...emptySubscription, ...over })),
  assigned: fc.record({ services: ids, groups }),
});
const anyIncident = fc.record({
  severity,
  services: fc.uniqueArray(
    fc.record({ id: fc.constantFrom('cards', 'login', 'search'), impact: fc.constantFrom(...impacts) }),
    {
      selector: ({ id }) => id,
    },
  ),
});

describe('an incident', () => {
  it.each<[string, ReturnType<typeof chosen>]>([
    ['is followed', chosen({ services: ['cards'] })],
    ['is in a followed group', chosen({ groups: ['Payments'] })],
    ['is assigned', chosen({}, { services: ['cards'] })],
    ['is in an assigned group', chosen({}, { groups: ['Payments'] })],
  ])('is mine where its service %s, and only then', (_, own) => {
    expect(concernOf(on('cards'), catalogue, own)).toBe('mine');
    expect(concernOf(on('search', 'login'), catalogue, own)).toBe('other');
    expect(concernOf(on('search', 'cards'), catalogue, own)).toBe('mine');
  });

  it('is mine wherever it is for somebody who follows everything beside what is assigned, unless it is muted', () => {
    const own = chosen({ everything: true, muted: ['search'] }, { services: ['login'] });
    expect(concernOf(on('cards'), catalogue, own)).toBe('mine');
    expect(concernOf(on('new-since-then'), catalogue, own)).toBe('mine');
    expect(concernOf(on('search'), catalogue, own)).toBe('other');
    expect(followedServices(catalogue, own).map(({ why }) => why)).toEqual([
      'everything',
      'everything',
      'assigned',
      'everything',
    ]);
  });

  it('is not mine where all of mine that it affects are muted, assigned or not', () => {
    const own = chosen({ groups: ['Payments'], muted: ['cards', 'login'] }, { services: ['login'] });
    expect(concernOf(on('cards', 'login'), catalogue, own)).toBe('other');
    expect(concernOf(on('cards', 'invoices'), catalogue, own)).toBe('mine');
  });

  it('is not mine for a service that it names and does not affect', () => {
    const services = [{ id: 'cards', impact: 'operational' as const }, ...down('search')];
    expect(concernOf(incidentView({ services }), catalogue, chosen({ services: ['cards'] }))).toBe('other');
  });

  it('stays with those whom it concerned when its services have recovered', () => {
    const recovered = incidentView({ services: [{ id: 'cards', impact: 'operational' }] });
    expect(concernOf(recovered, catalogue, chosen({ services: ['cards'] }))).toBe('mine');
    expect(concernOf(recovered, catalogue, chosen({ services: ['search'] }))).toBe('other');
  });

  it('is everybody’s where it names no service', () => {
    expect(concernOf(on(), catalogue, chosen({ services: ['search'], muted: ['search'] }))).toBe('mine');
  });

  it('is not mine where it is less grave than I ask for', () => {
    const own = chosen({ leastSeverity: 'sev2' });
    const of = (severity: 'sev1' | 'sev2' | 'sev3') => incidentView({ severity, services: down('cards') });
    expect(concernOf(of('sev3'), catalogue, own)).toBe('other');
    expect(concernOf(of('sev2'), catalogue, own)).toBe('mine');
    expect(concernOf(of('sev1'), catalogue, own)).toBe('mine');
  });

  it('of sev1 on an assigned service is mine whatever the least severity, unless that service is muted', () => {
    holds(
      fc.property(anyChoice, fc.constantFrom('cards', 'login'), (own, id) => {
        const assigned = { ...own.assigned, services: [...own.assigned.services, id] };
        const incident = incidentView({ severity: 'sev1', services: down(id) });
        const concern = concernOf(incident, catalogue, { ...own, assigned });
        expect(concern).toBe(own.subscription.muted.includes(id) ? 'other' : 'mine');
      }),
    );
  });

  it('is mine where an older relay tells nothing of choices', () => {
    expect(concernOf(on('cards'), catalogue, {})).toBe('mine');
  });

  it('never stops being mine when it grows graver or I mute less', () => {
    holds(
      fc.property(anyIncident, anyChoice, severity, (incident, own, graver) => {
        if (concernOf(incident, catalogue, own) === 'other') return;
        const isGraver = severities.indexOf(graver) <= severities.indexOf(incident.severity);
        const worse = isGraver ? { ...incident, severity: graver } : incident;
        expect(concernOf(worse, catalogue, own)).toBe('mine');
        const subscription = { ...own.subscription, muted: own.subscription.muted.slice(1) };
        expect(concernOf(incident, catalogue, { ...own, subscription })).toBe('mine');
      }),
    );
  });
});

describe('the services that a person follows', () => {
  it('are all of them where nothing is chosen and nothing assigned', () => {
    const all = followedServices(catalogue, chosen({ muted: ['login'] }));
    expect(all.map(({ id }) => id)).toEqual(['cards', 'invoices', 'login', 'search']);
    expect(new Set(all.map(({ why }) => why))).toEqual(new Set(['everything']));
    expect(all.filter(({ isMuted }) => isMuted).map(({ id }) => id)).toEqual(['login']);
  });

  it('are all of them where what was chosen is gone: silence has to be meant', () => {
    const gone = chosen({ services: ['gone'], groups: ['Nobody'] });
    expect(followedServices(catalogue, gone).every(({ why }) => why === 'everything')).toBe(true);
    expect(concernOf(on('search'), catalogue, gone)).toBe('mine');
  });

  it('name the reason that an admin gave first, and a service’s own before its group’s', () => {
    const own = chosen(
      { services: ['cards', 'login'], groups: ['Payments', 'Shop'] },
      { services: ['cards'], groups: ['Payments'] },
    );
    expect(followedServices(catalogue, own).map(({ id, why }) => `${id} ${why}`)).toEqual([
      'cards assigned',
      'invoices assigned_by_group',
      'login followed',
      'search followed_by_group',
    ]);
  });

  it('take in what comes into a followed group later', () => {
    const own = chosen({ groups: ['Shop'] });
    const later = { services: [...catalogue.services, { id: 'basket', name: 'Basket', group: 'Shop' }] };
    expect(followedServices(later, own).map(({ id }) => id)).toEqual(['search', 'basket']);
    expect(concernOf(on('basket'), later, own)).toBe('mine');
  });

  it('that are assigned stay listed whatever a person chooses', () => {
    holds(
      fc.property(anyChoice, (own) => {
        const listed = followedServices(catalogue, own).map(({ id }) => id);
        const there = own.assigned.services.filter((id) => id !== 'gone');
        expect(listed).toEqual(expect.arrayContaining(there));
        expect(new Set(listed).size).toBe(listed.length);
      }),
    );
  });

  it('are exactly those on which an incident is mine, where it is grave enough', () => {
    holds(
      fc.property(anyChoice, fc.constantFrom('cards', 'invoices', 'login', 'search'), (own, id) => {
        const disturbs = followedServices(catalogue, own).some((one) => one.id === id && !one.isMuted);
        const incident = { severity: 'sev1' as const, services: down(id) };
        expect(concernOf(incident, catalogue, own)).toBe(disturbs ? 'mine' : 'other');
      }),
    );
  });
});
