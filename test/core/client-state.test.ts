import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  acknowledgeLocally,
  applyPong,
  applyServerMessage,
  ClientState,
} from '../../shared/core/client-state.ts';
import { emptySubscription } from '../../shared/model/subscription.ts';
import type { Frame, Own, ServerMessage } from '../../shared/protocol/server-message.ts';
import { at, clientState, incidentView, maintenanceView, START, view } from '../support/builders.ts';
import { holds } from '../support/property.ts';

const position = (offset: number, epoch = 'e1') => ({ epoch, offset });

function incidentFrame(offset: number, revision: number, after = offset - 1): Frame {
  return { type: 'incident', position: position(offset), after, incident: incidentView({ revision }) };
}

function own(acknowledged: Record<string, number>): ServerMessage {
  return { type: 'own', own: { acknowledged } };
}

describe('frames', () => {
  it('keeps the newer revision when an older one arrives later', () => {
    const { state } = applyServerMessage(clientState([incidentView({ revision: 4 })]), incidentFrame(6, 3));
    expect(state.view.incidents[0]?.revision).toBe(4);
    expect(state.cursor).toEqual(position(6));
  });

  it('ends in the newest revision, whatever the order of arrival', () => {
    const revisions = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 1 });
    holds(
      fc.property(revisions, (order) => {
        let state = clientState();
        for (const [index, revision] of order.entries()) {
          state = applyServerMessage(state, incidentFrame(6 + index, revision)).state;
        }
        expect(state.view.incidents.map((i) => i.revision)).toEqual([Math.max(...order)]);
      }),
    );
  });

  it('shows a frame from beyond a gap at once, and then trusts nothing but a snapshot', () => {
    const beyond = applyServerMessage(clientState(), incidentFrame(8, 3));
    expect(beyond.outcome).toBe('gap');
    expect(beyond.state.view.incidents).toHaveLength(1);
    const answer = { relayNow: START, vouchedAt: START, spreadMs: 2_000, own: { acknowledged: {} } };
    const resume: ServerMessage = { type: 'resume', position: position(5), ...answer };
    expect(applyServerMessage(beyond.state, resume).outcome).toBe('gap');
    expect(applyPong(beyond.state, position(5), at(1)).outcome).toBe('gap');
    const snapshot: ServerMessage = { type: 'snapshot', position: position(8), ...answer, view: view() };
    expect(applyServerMessage(beyond.state, snapshot).outcome).toBe('confirmed');
  });

  it('drops an incident that left the view', () => {
    const removed: Frame = { type: 'removed', position: position(6), after: 5, id: 'inc_1' };
    const { state } = applyServerMessage(clientState([incidentView()]), removed);
    expect(state.view.incidents).toEqual([]);
  });

  it('keeps maintenance soonest first', () => {
    const early = maintenanceView({ id: 'mnt_2', startsAt: at(1), endsAt: at(2) });
    const held = clientState([], { view: view([], { maintenances: [maintenanceView()] }) });
    const frame: Frame = { type: 'maintenance', position: position(6), after: 5, maintenance: early };
    const { state } = applyServerMessage(held, frame);
    expect(state.view.maintenances.map((m) => m.id)).toEqual(['mnt_2', 'mnt_1']);
  });

  it('takes a new catalogue and keeps the incidents', () => {
    const catalogue = { services: [{ id: 'mail', name: 'Mail' }], tools: [] };
    const frame: Frame = { type: 'catalogue', position: position(6), after: 5, catalogue };
    const { state } = applyServerMessage(clientState([incidentView()]), frame);
    expect(state.view).toEqual({ ...catalogue, incidents: [incidentView()], maintenances: [] });
  });
});

describe('confirmation', () => {
  it.each([
    ['our own position', position(5), 'confirmed', at(1)],
    ['a position further on', position(6), 'gap', START],
    ['a position behind', position(4), 'none', START],
    ['another history', position(5, 'e2'), 'gap', START],
  ] as const)('a pong with %s is %s', (_, told, outcome, confirmedAt) => {
    const applied = applyPong(clientState(), told, at(1));
    expect(applied.outcome).toBe(outcome);
    expect(applied.state.confirmedAt).toBe(confirmedAt);
  });

  it('does not grow older by a pong that was vouched for earlier', () => {
    const { state } = applyPong(clientState([], { confirmedAt: at(5) }), position(5), at(1));
    expect(state.confirmedAt).toBe(at(5));
  });

  it('is not given by a frame', () => {
    expect(applyServerMessage(clientState(), incidentFrame(6, 1)).outcome).toBe('none');
  });
});

describe('acknowledgements', () => {
  it('only grow, whatever the order in which they are told', () => {
    const told = fc.array(fc.oneof(fc.record({ inc_1: fc.nat(9) }), fc.constant({})), { maxLength: 10 });
    holds(
      fc.property(told, (messages) => {
        let state = clientState([incidentView()]);
        for (const acknowledged of messages) {
          const before = state.own.acknowledged['inc_1'] ?? 0;
          state = applyServerMessage(state, own(acknowledged)).state;
          expect(state.own.acknowledged['inc_1'] ?? 0).toBeGreaterThanOrEqual(before);
        }
      }),
    );
  });

  it('made here survive a snapshot that has not heard of them', () => {
    const acknowledged = acknowledgeLocally(clientState([incidentView({ revision: 3 })]), 'inc_1', 3);
    const { state } = applyServerMessage(acknowledged, {
      type: 'snapshot',
      position: position(9),
      relayNow: at(1),
      vouchedAt: at(1),
      spreadMs: 2_000,
      own: { acknowledged: { inc_1: 1 } },
      view: view([incidentView({ revision: 4 })]),
    });
    expect(state.own.acknowledged).toEqual({ inc_1: 3 });
  });

  it('told before the frame of their incident are not lost', () => {
    const told = applyServerMessage(clientState(), own({ inc_1: 1 })).state;
    const { state } = applyServerMessage(told, incidentFrame(6, 1));
    expect(state.view.incidents.map(({ id }) => id)).toEqual(['inc_1']);
    expect(state.own.acknowledged).toEqual({ inc_1: 1 });
  });

  it('are let go with their incident by the next greeting', () => {
    const acknowledged = acknowledgeLocally(clientState([incidentView()]), 'inc_1', 1);
    const { state } = applyServerMessage(
      { ...acknowledged, view: view() },
      {
        type: 'resume',
        position: position(5),
        relayNow: at(1),
        vouchedAt: at(1),
        spreadMs: 2_000,
        own: { acknowledged: { inc_1: 1 } },
      },
    );
    expect(state.own.acknowledged).toEqual({});
  });
});

describe('what else is one person’s own', () => {
  const subscription = { ...emptySubscription, services: ['checkout'] };
  const assigned = { services: ['search'], groups: ['Shop'] };
  const whole = { acknowledged: {}, subscription, assigned, signals: { inc_1: 'affected' as const } };
  const tell = (state: ClientState, told: Own) => applyServerMessage(state, { type: 'own', own: told }).state;
  const greeting = { position: position(5), relayNow: at(1), vouchedAt: at(1), spreadMs: 2_000 };

  it('is held as it was told last', () => {
    const held = tell(clientState([incidentView()]), whole);
    const newer = { ...whole, subscription: emptySubscription, signals: {} };
    expect(tell(held, newer).own).toEqual(newer);
  });

  it('stays where it is not told: by an acknowledgement made here, and by a relay that is older', () => {
    const held = tell(clientState([incidentView()]), whole);
    expect(acknowledgeLocally(held, 'inc_1', 1).own).toEqual({ ...whole, acknowledged: { inc_1: 1 } });
    const resume: ServerMessage = { type: 'resume', ...greeting, own: { acknowledged: {} } };
    expect(applyServerMessage(held, resume).state.own).toEqual(whole);
  });

  it('keeps signals for what is shown and lets go of the others, choices untouched', () => {
    const snapshot: ServerMessage = {
      type: 'snapshot',
      ...greeting,
      own: { ...whole, signals: { inc_1: 'affected', inc_2: 'not_affected' } },
      view: view([incidentView()]),
    };
    expect(applyServerMessage(clientState(), snapshot).state.own).toEqual(whole);
  });

  it('outlives a restart of the browser', () => {
    const held = tell(clientState([incidentView()]), whole);
    expect(v.parse(ClientState, JSON.parse(JSON.stringify(held)))).toEqual(held);
  });
});
