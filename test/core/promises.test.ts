import { describe, expect, it } from 'vitest';
import { promiseRecord, punctuality } from '../../shared/core/promises.ts';
import { at } from '../support/builders.ts';

const posted = (minute: number, dueMinute: number | null) => ({
  at: at(minute),
  nextUpdateDueAt: dueMinute === null ? null : at(dueMinute),
});

describe('the promise of an update', () => {
  it.each([
    [29, { kind: 'in_time' }],
    [30, { kind: 'in_time' }],
    // Surfaces say "due now" for this long.
    [30.9, { kind: 'in_time' }],
    [31, { kind: 'late', byMinutes: 1 }],
    [47.5, { kind: 'late', byMinutes: 17 }],
  ] as const)('for minute 30 is met at minute %d: %j', (minute, met) => {
    expect(punctuality(posted(minute, null), posted(0, 30))).toEqual(met);
  });

  it('is none where nothing was promised, or where the update before is not known', () => {
    expect(punctuality(posted(31, 60), posted(0, null))).toEqual({ kind: 'unpromised' });
    expect(punctuality(posted(31, 60), undefined)).toEqual({ kind: 'unpromised' });
  });
});

describe('the record of an incident', () => {
  it('counts each promise once, by the update that answered it', () => {
    const updates = [posted(100, null), posted(65, 95), posted(35, 65), posted(20, 30), posted(0, 30)];
    expect(promiseRecord(updates)).toEqual({ kept: 2, of: 4 });
  });

  it('says nothing of a promise that still runs', () => {
    expect(promiseRecord([posted(0, 30)])).toEqual({ kept: 0, of: 0 });
    expect(promiseRecord([])).toEqual({ kept: 0, of: 0 });
  });
});
