import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../support/property.ts';
import { factAt, sourceWorld } from '../support/source-world.ts';

describe('any story of a source', () => {
  const steps = fc.array(
    fc.record({
      minute: fc.integer({ min: 0, max: 60 }),
      phase: fc.constantFrom('investigating' as const, 'resolved' as const, null),
      message: fc.constantFrom('', 'a', 'b'),
      serviceWords: fc.subarray(['web', 'index', 'mainframe']),
    }),
    { maxLength: 12 },
  );
  const flapMinutes = fc.integer({ min: 0, max: 10 });

  it('ends, once all windows are over, with the incident in the phase the source named last', () => {
    holds(
      fc.property(steps, flapMinutes, (story, flap) => {
        const world = sourceWorld({ publish: 'auto', flapMinutes: flap });
        for (const [index, { minute, ...fact }] of story.entries()) {
          world.says(factAt(minute, fact), 60 + index);
          world.clockReaches(60 + index);
        }
        world.clockReaches(1_000);
        for (const draft of world.drafts()) {
          const incident = world.incidents().find(({ id }) => id === draft.incidentId);
          expect(draft.settlesAt).toBe(null);
          expect(incident?.phase ?? draft.fact.phase).toBe(draft.fact.phase);
        }
        expect(world.incidents().every(({ updates }) => updates.every((u) => u.message !== ''))).toBe(true);
      }),
    );
  });

  it('is told twice as it is told once', () => {
    holds(
      fc.property(steps, flapMinutes, (story, flap) => {
        const [once, twice] = [flap, flap].map((minutes) =>
          sourceWorld({ publish: 'auto', flapMinutes: minutes }),
        );
        for (const [index, { minute, ...fact }] of story.entries()) {
          once?.says(factAt(minute, fact), 60 + index);
          twice?.says(factAt(minute, fact), 60 + index);
          expect(twice?.says(factAt(minute, fact), 60 + index)).toEqual([]);
        }
        expect(twice?.incidents()).toEqual(once?.incidents());
      }),
    );
  });
});
