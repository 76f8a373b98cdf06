import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/core/decide.ts';
import { type MaintenancePhase, maintenancePhases } from '../../shared/model/maintenance.ts';
import { at, carryOut, contextAt, organisation } from '../support/builders.ts';

const input = {
  title: 'Database upgrade',
  message: 'Search is read-only.',
  services: ['search'],
  startsAt: at(60),
  endsAt: at(120),
  audiences: [],
};
const ID = 'mnt_0_1';
const schedule = (over: Partial<typeof input>) =>
  decide(organisation(), { type: 'schedule_maintenance', input: { ...input, ...over } }, contextAt(0));

/** A maintenance that went straight to the phase. */
function standingAt(phase: MaintenancePhase) {
  return carryOut(organisation(), [
    { command: { type: 'schedule_maintenance', input }, minute: 0 },
    { command: { type: 'advance_maintenance', maintenanceId: ID, phase }, minute: 1 },
  ]).state;
}

describe('planning maintenance', () => {
  it('begins as scheduled', () => {
    expect(schedule({})).toMatchObject([{ maintenance: { phase: 'scheduled', revision: 1 } }]);
  });

  it.each([
    [{ endsAt: at(60) }, 'invalid_body'],
    [{ endsAt: at(-1), startsAt: at(-2) }, 'invalid_body'],
    [{ services: ['nope'] }, 'unknown_service'],
    [{ audiences: ['nope'] as never[] }, 'unknown_audience'],
  ])('refuses %j with %s', (over, rejected) => {
    expect(schedule(over)).toMatchObject({ rejected });
  });
});

describe('the phases of maintenance', () => {
  const steps = maintenancePhases.flatMap((from) => maintenancePhases.map((to) => [from, to] as const));

  it.each(steps)('%s → %s', (from, to) => {
    const command = { type: 'advance_maintenance', maintenanceId: ID, phase: to } as const;
    const decided = decide(standingAt(from), command, contextAt(2));
    const isOver = from === 'completed' || from === 'cancelled';
    const isForward = maintenancePhases.indexOf(to) > maintenancePhases.indexOf(from);
    const refused = { rejected: 'phase_order', facts: { phase: from } };
    const moved = [{ maintenance: { phase: to } }];
    expect(decided).toMatchObject(from === to ? [] : isOver || !isForward ? refused : moved);
  });

  it('of one that is not there are not found', () => {
    const command = {
      type: 'advance_maintenance',
      maintenanceId: 'constructor',
      phase: 'completed',
    } as const;
    expect(decide(organisation(), command, contextAt(0))).toMatchObject({ rejected: 'not_found' });
  });
});
