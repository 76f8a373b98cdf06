import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/core/decide.ts';
import type { Event } from '../../shared/core/event.ts';
import { evolve } from '../../shared/core/evolve.ts';
import { isRejection } from '../../shared/core/rejection.ts';
import { viewOf } from '../../shared/core/view.ts';
import { script, viewer } from '../support/arbitraries.ts';
import { carryOut, contextOf, frozen, organisation } from '../support/builders.ts';
import { holds } from '../support/property.ts';

const asStored = (events: readonly Event[]): Event[] => JSON.parse(JSON.stringify(events));

describe('state and its events', () => {
  it('folds stored events into the very state that made them, and into the same view', () => {
    holds(
      fc.property(script, viewer, (steps, who) => {
        const { state, events } = carryOut(organisation(), steps);
        const folded = asStored(events).reduce(evolve, organisation());
        expect(JSON.stringify(folded)).toBe(JSON.stringify(state));
        expect(JSON.stringify(viewOf(folded, who))).toBe(JSON.stringify(viewOf(state, who)));
      }),
    );
  });

  it('decides and evolves without writing to what it was given', () => {
    holds(
      fc.property(script, (steps) => {
        const before = frozen(organisation());
        let state = before;
        for (const step of frozen(steps)) {
          const decided = decide(state, step.command, contextOf(step));
          // A write to anything frozen throws.
          if (!isRejection(decided)) state = frozen(frozen(decided).reduce(evolve, state));
        }
        expect(before).toEqual(organisation());
      }),
    );
  });

  it('never lets the revision of an incident fall, and never puts the material one above it', () => {
    holds(
      fc.property(script, (steps) => {
        let state = organisation();
        for (const step of steps) {
          const after = carryOut(state, [step]).state;
          for (const [id, incident] of Object.entries(after.incidents)) {
            const before = state.incidents[id];
            expect(incident.revision).toBeGreaterThanOrEqual(before?.revision ?? 1);
            expect(incident.materialRevision).toBeLessThanOrEqual(incident.revision);
            expect(incident.materialRevision).toBeGreaterThanOrEqual(before?.materialRevision ?? 1);
          }
          state = after;
        }
      }),
    );
  });

  it('throws at an event that names an incident nobody opened', () => {
    const stray: Event = { type: 'incident_retired', incidentId: 'inc_gone', at: '2026-11-24T14:00:00.000Z' };
    expect(() => evolve(organisation(), stray)).toThrow('inc_gone');
  });
});
