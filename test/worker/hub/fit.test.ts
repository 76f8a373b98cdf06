import { describe, expect, it } from 'vitest';
import { limits } from '../../../shared/protocol/limits.ts';
import type { IncidentView, View } from '../../../shared/protocol/view.ts';
import { viewText } from '../../../worker/hub/fit.ts';
import { at, incidentView, updateView, view } from '../../support/builders.ts';

const read = (text: string) => JSON.parse(text) as View;

/** `count` incidents with so many updates of `letters` each, newest first; the first of them are live, the others over. */
function incidents(count: number, of: { live: number; updates: number; letters: number }): IncidentView[] {
  return Array.from({ length: count }, (_, index) =>
    incidentView({
      id: `inc_${index}`,
      phase: index < of.live ? 'identified' : 'resolved',
      resolvedAt: index < of.live ? null : at(-index),
      updates: Array.from({ length: of.updates }, (_, number) =>
        updateView({ id: `upd_${index}_${number}`, message: 'ö'.repeat(of.letters) }),
      ),
    }),
  );
}

describe('the text of a view', () => {
  it('is the whole view while it fits', () => {
    const whole = view(incidents(50, { live: 5, updates: 3, letters: 100 }));
    expect(read(viewText(whole))).toEqual(whole);
    // Put together once more from texts that are known by now.
    expect(read(viewText(whole))).toEqual(whole);
  });

  it('gives each history less room where all of them together are too long', () => {
    const text = viewText(view(incidents(60, { live: 60, updates: 10, letters: 1_500 })));
    expect(new TextEncoder().encode(text).length).toBeLessThan(limits.serverFrameBytes);
    const shown = read(text).incidents;
    expect(shown).toHaveLength(60);
    for (const incident of shown) {
      expect(incident.isTruncated).toBe(true);
      expect(incident.updates.length).toBeGreaterThan(0);
    }
  });

  it('leaves out those that ended first where even that is too long, and never a live one', () => {
    const text = viewText(view(incidents(1_500, { live: 200, updates: 1, letters: 400 })));
    expect(new TextEncoder().encode(text).length).toBeLessThan(limits.serverFrameBytes);
    const ids = read(text).incidents.map(({ id }) => id);
    expect(ids.slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, index) => `inc_${index}`));
    expect(ids.length).toBeGreaterThan(300);
    expect(ids.length).toBeLessThan(1_500);
    expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => `inc_${index}`));
  });
});
