import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../shared/core/command.ts';
import { type Viewer, viewOf } from '../../shared/core/view.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import { openIncident, script, stakeholder } from '../support/arbitraries.ts';
import { at, carryOut, maintenanceView, organisation, type Step, updateView } from '../support/builders.ts';
import { holds } from '../support/property.ts';
import { streamOf } from '../support/relay-model.ts';

const outsiders: Viewer[] = [
  { isLiaison: false, audiences: [] },
  { isLiaison: false, audiences: ['sales'] },
];

/** Everything the board alone may know, with a word in each text that is sought in the others' bytes. */
const boardOnly: Command[] = [
  {
    type: 'open_incident',
    input: {
      title: 'canary-title',
      severity: 'sev1',
      services: [{ id: 'login', impact: 'major_outage' }],
      phase: 'investigating',
      message: 'canary-message',
      workaround: 'canary-workaround',
      customerMessage: 'canary-customer',
      links: [{ label: 'canary-label', url: 'https://canary.example.com/', kind: 'bridge' }],
      audiences: ['board'],
    },
  },
  { type: 'post_update', incidentId: 'inc_1000_2', input: { message: 'canary-update', phase: 'identified' } },
  {
    type: 'schedule_maintenance',
    input: {
      title: 'canary-work',
      message: 'canary-plan',
      services: ['login'],
      startsAt: at(5_000),
      endsAt: at(6_000),
      audiences: ['board'],
    },
  },
];

/** The script with the board's steps put in at the given places, at minutes that no other step has. */
function withSecrets(steps: readonly Step[], places: readonly number[]): Step[] {
  const mixed = [...steps];
  let from = 0;
  for (const [index, command] of boardOnly.entries()) {
    from = Math.min(Math.max(from, places[index] ?? 0), mixed.length);
    mixed.splice(from, 0, { command, minute: 1_000 + index });
    from += 1;
  }
  return mixed;
}

function statesAfter(steps: readonly Step[]): RelayState[] {
  const states = [organisation()];
  for (const step of steps) states.push(carryOut(states.at(-1) as RelayState, [step]).state);
  return states;
}

const places = fc.array(fc.nat(20), { minLength: 3, maxLength: 3 });

describe('what outsiders are shown', () => {
  it('is the same, byte for byte, with and without what is meant for the board', () => {
    holds(
      fc.property(script, places, (steps, where) => {
        const [without, mixed] = [statesAfter(steps), statesAfter(withSecrets(steps, where))];
        for (const viewer of outsiders) {
          expect(JSON.stringify(streamOf(mixed, viewer))).toBe(JSON.stringify(streamOf(without, viewer)));
        }
      }),
    );
  });

  it('holds no word of what is meant for others', () => {
    holds(
      fc.property(script, places, (steps, where) => {
        const states = statesAfter(withSecrets(steps, where));
        for (const viewer of outsiders)
          expect(JSON.stringify(streamOf(states, viewer))).not.toContain('canary');
        const board: Viewer = { isLiaison: false, audiences: ['board'] };
        expect(JSON.stringify(viewOf(states.at(-1) as RelayState, board))).toContain('canary-title');
      }),
    );
  });

  it('never holds an incident or a maintenance of audiences that the viewer is not in', () => {
    holds(
      fc.property(script, stakeholder, (steps, viewer) => {
        const { state } = carryOut(organisation(), steps);
        const view = viewOf(state, viewer);
        const shown = [...view.incidents, ...view.maintenances].map((noun) => noun.id);
        const readable = [...Object.values(state.incidents), ...Object.values(state.maintenances)]
          .filter(
            (noun) => noun.audiences.length === 0 || noun.audiences.some((a) => viewer.audiences.includes(a)),
          )
          .map((noun) => noun.id);
        expect(shown.filter((id) => !readable.includes(id))).toEqual([]);
      }),
    );
  });

  it('never names an author or an audience to a stakeholder', () => {
    holds(
      fc.property(openIncident, stakeholder, (input, viewer) => {
        const opened = carryOut(organisation(), [
          {
            command: { type: 'open_incident', input: { ...input, audiences: viewer.audiences } },
            minute: 0,
          },
        ]);
        const [incident] = viewOf(opened.state, viewer).incidents;
        expect(incident).toBeDefined();
        expect(Object.keys(incident ?? {})).not.toContain('audiences');
        expect(Object.keys(incident ?? {})).not.toContain('retiredAt');
        expect(incident?.updates.flatMap((update) => Object.keys(update))).toEqual(Object.keys(updateView()));
        expect(incident?.isRestricted).toBe(viewer.audiences.length > 0);
      }),
    );
  });

  it('shows a maintenance to a stakeholder without its audiences', () => {
    const { state } = carryOut(organisation(), [{ command: boardOnly[2] as Command, minute: 0 }]);
    const [maintenance] = viewOf(state, { isLiaison: false, audiences: ['board'] }).maintenances;
    expect(Object.keys(maintenance ?? {}).toSorted()).toEqual(Object.keys(maintenanceView()).toSorted());
  });
});
