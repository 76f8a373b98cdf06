import { describe, expect, it } from 'vitest';
import { catchUp } from '../../shared/core/catch-up.ts';
import { emptySubscription } from '../../shared/model/subscription.ts';
import type { Own } from '../../shared/protocol/server-message.ts';
import type { IncidentView } from '../../shared/protocol/view.ts';
import { at, incidentView, updateView, view } from '../support/builders.ts';

const AWAY = { from: at(60), until: at(120) };
const before = updateView({ id: 'upd_1', at: at(0) });
const after = updateView({ id: 'upd_2', at: at(90), services: [{ id: 'checkout', impact: 'major_outage' }] });
const isolate = (own: Partial<Own>): Own => ({ acknowledged: {}, ...own });
const told = (incident: Partial<IncidentView>, own: Partial<Own> = {}) => {
  const missed = catchUp({ view: view([incidentView(incident)]), own: isolate(own) }, AWAY);
  if (!missed) return null;
  const [kind] = Object.entries(missed).find(([, found]) => found.length > 0) ?? [];
  return kind;
};

describe('for somebody who was away, an incident', () => {
  it('is new where nothing was said of it before they left, even if it had begun', () => {
    expect(told({ startedAt: at(50), updates: [after] })).toBe('began');
  });

  it('is no news where it stands as they left it', () => {
    expect(told({ updates: [before] })).toBeNull();
  });

  it('has changed where something material was said of it', () => {
    expect(told({ updates: [after, before] })).toBe('changed');
  });

  it('is no news where only a correction was made', () => {
    expect(told({ updates: [{ ...after, isMaterial: false }, before] })).toBeNull();
  });

  it('is over where it ended meanwhile, even if it began meanwhile too', () => {
    expect(told({ phase: 'resolved', resolvedAt: at(95), updates: [after, before] })).toBe('ended');
    expect(told({ phase: 'resolved', resolvedAt: at(95), startedAt: at(80), updates: [after] })).toBe(
      'ended',
    );
    expect(told({ phase: 'resolved', resolvedAt: at(55), updates: [before] })).toBeNull();
  });

  it('is no news where they said "Got it" to it as it stands, on another device', () => {
    const changed = { revision: 2, materialRevision: 2, updates: [after, before] };
    expect(told(changed, { acknowledged: { inc_1: 2 } })).toBeNull();
    expect(told(changed, { acknowledged: { inc_1: 1 } })).toBe('changed');
  });

  it('is no news where it is on services that they do not follow', () => {
    const subscription = { ...emptySubscription, services: ['login'] };
    expect(told({ updates: [after, before] }, { subscription })).toBeNull();
  });

  it('is not new only because its oldest updates are cut off', () => {
    expect(told({ startedAt: at(0), updates: [after], isTruncated: true })).toBe('changed');
  });
});

it.each<[string, Partial<IncidentView>]>([
  ['began', { updates: [updateView({ at: at(121) })], startedAt: at(121) }],
  ['changed', { updates: [{ ...after, at: at(121) }, before], services: after.services }],
  ['ended', { phase: 'resolved', resolvedAt: at(121) }],
])('what %s after they were back was not missed', (_, incident) => {
  expect(told(incident)).toBeNull();
});

it('says what changed since they left, and not since the last update', () => {
  const later = updateView({ id: 'upd_3', at: at(100), services: after.services, severity: 'sev1' });
  const incident = incidentView({
    updates: [later, after, before],
    severity: 'sev1',
    services: after.services,
  });
  const missed = catchUp({ view: view([incident]), own: isolate({}) }, AWAY);
  expect(missed?.changed).toMatchObject([
    { incident: { id: 'inc_1' }, changes: [{ kind: 'graver' }, { kind: 'worse', service: 'checkout' }] },
  ]);
});
