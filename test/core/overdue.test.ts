import { describe, expect, it } from 'vitest';
import { promiseState } from '../../shared/core/overdue.ts';
import type { Phase } from '../../shared/model/phase.ts';
import { at } from '../support/builders.ts';

describe('the promise of a next update', () => {
  it.each<[Phase, string | null, number, object]>([
    ['identified', at(30), 0, { kind: 'due', inMinutes: 30 }],
    ['identified', at(30), 12.5, { kind: 'due', inMinutes: 18 }],
    ['identified', at(30), 29.99, { kind: 'due', inMinutes: 1 }],
    ['identified', at(30), 30, { kind: 'overdue', byMinutes: 0 }],
    ['identified', at(30), 34.9, { kind: 'overdue', byMinutes: 4 }],
    ['monitoring', at(30), 3_000, { kind: 'overdue', byMinutes: 2_970 }],
    ['resolved', at(30), 40, { kind: 'none' }],
    ['identified', null, 0, { kind: 'none' }],
  ])('%s, due %s, at minute %d', (phase, nextUpdateDueAt, minute, expected) => {
    expect(promiseState({ phase, nextUpdateDueAt }, at(minute))).toEqual(expected);
  });
});
