import { describe, expect, it } from 'vitest';
import type { Command } from '../../shared/core/command.ts';
import { decide } from '../../shared/core/decide.ts';
import { LIVE_INCIDENTS_MAX } from '../../shared/core/decide-incident.ts';
import { viewOf } from '../../shared/core/view.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import { phases } from '../../shared/model/phase.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { PostUpdate } from '../../shared/model/update.ts';
import { accepted, at, byId, carryOut, contextAt, opening, organisation } from '../support/builders.ts';

const ID = 'inc_0_2';

function withIncident(over: Parameters<typeof opening>[0] = {}): RelayState {
  const command = { type: 'open_incident', input: opening(over) } as const;
  return carryOut(organisation(), [{ command, minute: 0 }]).state;
}

function post(state: RelayState, input: Partial<PostUpdate>, ifRevision?: number) {
  const command = {
    type: 'post_update',
    incidentId: ID,
    input: { message: 'Still on it.', ...input },
    ...(ifRevision === undefined ? {} : { ifRevision }),
  } as const;
  return decide(state, command, contextAt(5));
}

function afterPost(state: RelayState, input: Partial<PostUpdate>, minute = 5): Incident {
  const command = {
    type: 'post_update',
    incidentId: ID,
    input: { message: 'Still on it.', ...input },
  } as const;
  return carryOut(state, [{ command, minute }]).state.incidents[ID] as Incident;
}

describe('opening an incident', () => {
  it('promises the next update in 30 minutes unless the liaison says otherwise', () => {
    expect(withIncident().incidents[ID]?.nextUpdateDueAt).toBe(at(30));
    expect(withIncident({ nextUpdateMinutes: 10 }).incidents[ID]?.nextUpdateDueAt).toBe(at(10));
  });

  it('promises nothing where it is over already', () => {
    expect(withIncident({ phase: 'resolved' }).incidents[ID]).toMatchObject({
      nextUpdateDueAt: null,
      resolvedAt: at(0),
    });
  });

  it.each([
    [{ services: [{ id: 'nope', impact: 'major_outage' as const }] }, 'unknown_service'],
    [{ services: [{ id: 'constructor', impact: 'major_outage' as const }] }, 'unknown_service'],
    [{ audiences: ['nope'] }, 'unknown_audience'],
    [{ startedAt: at(1) }, 'invalid_body'],
  ])('refuses %j with %s', (over, rejected) => {
    const command = { type: 'open_incident', input: opening(over) } as const;
    expect(decide(organisation(), command, contextAt(0))).toMatchObject({ rejected });
  });

  it('refuses one more than an organisation may have live, and counts none that is over', () => {
    const [model] = Object.values(withIncident().incidents) as [Incident];
    const live = Array.from({ length: LIVE_INCIDENTS_MAX }, (_, i) => ({ ...model, id: `inc_${i}` }));
    const command = { type: 'open_incident', input: opening() } as const;
    const full = { ...organisation(), incidents: byId(live) };
    expect(decide(full, command, contextAt(0))).toMatchObject({ rejected: 'too_many_incidents' });
    const oneOver = {
      ...full,
      incidents: { ...full.incidents, inc_0: { ...model, phase: 'resolved' as const } },
    };
    expect(decide(oneOver, command, contextAt(0))).toHaveLength(1);
  });
});

describe('what is material', () => {
  const before = {
    phase: 'identified' as const,
    severity: 'sev3' as const,
    services: [{ id: 'checkout', impact: 'degraded_performance' as const }],
    workaround: 'Use the other door.',
  };

  it.each<[string, Partial<PostUpdate>, boolean]>([
    ['a corrected sentence', {}, false],
    ['all said again as it was', before, false],
    ['another order of the same services', { services: [...before.services].toReversed() }, false],
    ['a customer message', { customerMessage: 'Sorry.' }, false],
    ['another promise', { nextUpdateMinutes: 5 }, false],
    ['a correction that the liaison marks', { material: true }, true],
    ['a worse impact', { services: [{ id: 'checkout', impact: 'major_outage' }] }, true],
    [
      'a worse impact that the liaison says is not',
      { services: [{ id: 'checkout', impact: 'major_outage' }], material: false },
      true,
    ],
    ['a graver severity that the liaison says is not', { severity: 'sev1', material: false }, true],
    ['a milder severity', { severity: 'sev4' }, true],
    [
      'one more service',
      { services: [...before.services, { id: 'search', impact: 'partial_outage' }] },
      true,
    ],
    ['one service less', { services: [] }, true],
    ['a step on', { phase: 'monitoring' }, true],
    ['the end', { phase: 'resolved' }, true],
    ['a step back that is meant', { phase: 'investigating', reopen: true }, true],
    ['another workaround', { workaround: 'Use the window.' }, true],
  ])('%s', (_, input, isMaterial) => {
    const incident = afterPost(withIncident(before), input);
    expect(incident.updates[0]?.isMaterial).toBe(isMaterial);
    expect(incident.materialRevision).toBe(isMaterial ? 2 : 1);
    expect(incident.revision).toBe(2);
  });
});

describe('the order of phases', () => {
  const steps = phases.flatMap((from) => phases.map((to) => [from, to] as const));

  it.each(steps)('%s → %s', (from, to) => {
    const isBack = phases.indexOf(to) < phases.indexOf(from);
    const state = withIncident({ phase: from });
    const decided = post(state, { phase: to });
    const refused = { rejected: 'phase_order', facts: { phase: from } };
    expect(decided).toMatchObject(isBack ? refused : [{ type: 'update_posted', update: { phase: to } }]);
    expect(afterPost(state, { phase: to, reopen: true }).phase).toBe(to);
  });

  it('keeps the moment of the end when more is said afterwards, and forgets it when it reopens', () => {
    const over = carryOut(withIncident(), [
      {
        command: { type: 'post_update', incidentId: ID, input: { message: 'Over.', phase: 'resolved' } },
        minute: 5,
      },
    ]).state;
    expect(afterPost(over, {}, 9).resolvedAt).toBe(at(5));
    const reopened = afterPost(over, { phase: 'identified', reopen: true }, 9);
    expect(reopened).toMatchObject({ resolvedAt: null, nextUpdateDueAt: at(39) });
  });
});

describe('an update', () => {
  it('leaves as it was what it does not name', () => {
    const before = withIncident({ severity: 'sev1', phase: 'identified' }).incidents[ID] as Incident;
    const after = afterPost(withIncident({ severity: 'sev1', phase: 'identified' }), {});
    expect(after).toMatchObject({
      severity: 'sev1',
      phase: 'identified',
      services: before.services,
      title: before.title,
      startedAt: before.startedAt,
    });
    expect(after.updates.map((update) => update.revision)).toEqual([2, 1]);
  });

  it('is refused where the incident has moved on since it was read', () => {
    expect(post(withIncident(), {}, 1)).toHaveLength(1);
    expect(post(withIncident(), {}, 7)).toMatchObject({ rejected: 'stale_revision', facts: { revision: 1 } });
  });

  it.each(['inc_gone', 'constructor', '__proto__', ''])('of "%s" finds no incident', (incidentId) => {
    const command = { type: 'post_update', incidentId, input: { message: 'Hm.' } } as const;
    expect(decide(withIncident(), command, contextAt(1))).toMatchObject({ rejected: 'not_found' });
  });

  it('is signed by whoever caused it', () => {
    const command = { type: 'post_update', incidentId: ID, input: { message: 'Hm.' } } as const;
    const authorFor = (actor: Parameters<typeof contextAt>[1]) => {
      const [event] = accepted(decide(withIncident(), command, contextAt(1, actor)));
      return event?.type === 'update_posted' ? event.update.author : null;
    };
    expect(authorFor({})).toBe('Lia');
    expect(authorFor({ actor: { kind: 'source', id: 'src_1', name: 'Pager' } })).toBe('Pager');
    expect(authorFor({ actor: { kind: 'clock' } })).toBe('Masthead');
  });
});

describe('who may read an incident', () => {
  const set = (state: RelayState, audiences: string[], ifRevision?: number) =>
    decide(
      state,
      {
        type: 'set_incident_audiences',
        incidentId: ID,
        audiences,
        ...(ifRevision === undefined ? {} : { ifRevision }),
      },
      contextAt(5),
    );

  it('is widened unnoticed by those who could read it before', () => {
    const before = withIncident({ audiences: ['board'] });
    const command: Command = {
      type: 'set_incident_audiences',
      incidentId: ID,
      audiences: ['board', 'sales'],
    };
    const { state } = carryOut(before, [{ command, minute: 5 }]);
    expect(state.incidents[ID]?.audiences).toEqual(['board', 'sales']);
    const board = { isLiaison: false, audiences: ['board'] };
    expect(JSON.stringify(viewOf(state, board))).toBe(JSON.stringify(viewOf(before, board)));
    const sales = { isLiaison: false, audiences: ['sales'] };
    expect([viewOf(before, sales), viewOf(state, sales)].map((view) => view.incidents.length)).toEqual([
      0, 1,
    ]);
  });

  it('stays where nothing changes', () => {
    expect(set(withIncident({ audiences: ['board'] }), ['board'])).toEqual([]);
  });

  it('is refused for an audience that does not exist, and for an incident read too long ago', () => {
    expect(set(withIncident(), ['constructor'])).toMatchObject({ rejected: 'unknown_audience' });
    expect(set(withIncident(), ['board'], 3)).toMatchObject({ rejected: 'stale_revision' });
  });
});

describe('retiring', () => {
  const retireAt = (state: RelayState, minute: number) =>
    decide(state, { type: 'retire_incident', incidentId: ID }, contextAt(minute));
  const over = withIncident({ phase: 'resolved' });

  it('comes a day after the end, once, and never to a live incident', () => {
    expect(retireAt(over, 24 * 60 - 1)).toEqual([]);
    expect(retireAt(over, 24 * 60)).toEqual([{ type: 'incident_retired', incidentId: ID, at: at(24 * 60) }]);
    expect(retireAt(withIncident(), 24 * 60)).toEqual([]);
    const command = { type: 'retire_incident', incidentId: ID } as const;
    expect(retireAt(carryOut(over, [{ command, minute: 24 * 60 }]).state, 48 * 60)).toEqual([]);
  });

  it('is undone by reopening', () => {
    const command = { type: 'retire_incident', incidentId: ID } as const;
    const retired = carryOut(over, [{ command, minute: 24 * 60 }]).state;
    expect(afterPost(retired, { phase: 'investigating', reopen: true }, 24 * 60 + 1).retiredAt).toBeNull();
  });
});
