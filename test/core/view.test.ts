import { describe, expect, it } from 'vitest';
import { audiencesOf, mayRead, readableIncident, viewerOf, viewKey, viewOf } from '../../shared/core/view.ts';
import { at, carryOut, opening, organisation } from '../support/builders.ts';

const everyone = { isLiaison: false, audiences: [] };

describe('the view of a viewer', () => {
  it.each([
    [everyone, 's:'],
    [{ isLiaison: false, audiences: ['board', 'sales'] }, 's:board,sales'],
    [{ isLiaison: true, audiences: [] }, 'l'],
  ])('has a name that leads back to the viewer: %j is %s', (viewer, key) => {
    expect(viewKey(viewer)).toBe(key);
    expect(viewerOf(key)).toEqual(viewer);
  });

  it('is one and the same for all liaisons, whatever their audiences', () => {
    expect(viewKey({ isLiaison: true, audiences: ['board'] })).toBe(
      viewKey({ isLiaison: true, audiences: [] }),
    );
  });

  it('knows the audiences of a person in order', () => {
    expect(audiencesOf(organisation(), 'bo@example.com')).toEqual(['board', 'sales']);
    expect(audiencesOf(organisation(), 'nobody@example.com')).toEqual([]);
  });

  it.each([
    [everyone, [], true],
    [everyone, ['board'], false],
    [{ isLiaison: false, audiences: ['sales'] }, ['board'], false],
    [{ isLiaison: false, audiences: ['sales'] }, ['board', 'sales'], true],
    [{ isLiaison: true, audiences: [] }, ['board'], true],
  ])('%j may read what is for %j: %s', (viewer, readers, may) => {
    expect(mayRead(viewer, readers)).toBe(may);
  });

  it('loses a retired incident, whose own page still shows it', () => {
    const { state } = carryOut(organisation(), [
      { command: { type: 'open_incident', input: opening({ phase: 'resolved' }) }, minute: 0 },
      { command: { type: 'retire_incident', incidentId: 'inc_0_2' }, minute: 24 * 60 },
    ]);
    expect(viewOf(state, everyone).incidents).toEqual([]);
    const incident = state.incidents['inc_0_2'];
    expect(incident && readableIncident(incident, everyone)?.id).toBe('inc_0_2');
  });

  it('loses a maintenance that is over', () => {
    const input = {
      title: 'Upgrade',
      message: 'Short.',
      services: ['search'],
      startsAt: at(10),
      endsAt: at(20),
      audiences: [],
    };
    const { state } = carryOut(organisation(), [
      { command: { type: 'schedule_maintenance', input }, minute: 0 },
    ]);
    expect(viewOf(state, everyone).maintenances).toHaveLength(1);
    const cancelled = carryOut(state, [
      {
        command: { type: 'advance_maintenance', maintenanceId: 'mnt_0_1', phase: 'cancelled' },
        minute: 1,
      },
    ]);
    expect(viewOf(cancelled.state, everyone).maintenances).toEqual([]);
  });

  it('lists incidents newest first and services by name', () => {
    const { state } = carryOut(organisation(), [
      { command: { type: 'open_incident', input: opening() }, minute: 0 },
      { command: { type: 'open_incident', input: opening() }, minute: 5 },
    ]);
    const view = viewOf(state, everyone);
    expect(view.incidents.map((incident) => incident.id)).toEqual(['inc_5_2', 'inc_0_2']);
    expect(view.services.map((service) => service.name)).toEqual(['Checkout', 'Login', 'Search']);
  });
});
