import { describe, expect, it } from 'vitest';
import { type Absence, isToldMissed, leaves, noAbsence, returns, runs } from '../../shared/core/absence.ts';
import { at } from '../support/builders.ts';

/** Somebody has been working until minute 0. */
const working = runs(noAbsence, at(0), true);
/** The browser runs on, minute by minute. */
const runsOn = (absence: Absence, from: number, until: number, isSure = true): Absence =>
  Array.from({ length: until - from + 1 }, (_, i) => at(from + i)).reduce(
    (so, minute) => runs(so, minute, isSure),
    absence,
  );

describe('sleep, or a closed browser', () => {
  it('is an absence from a quarter of an hour on', () => {
    expect(runs(working, at(14), true).from).toBeNull();
    expect(runs(working, at(15), true).from).toBe(at(0));
  });

  it('is decided only once the relay confirms the time, and counts from the beginning then', () => {
    const woken = runs(runs(working, at(60), false), at(61), false);
    expect(woken.from).toBeNull();
    expect(runs(woken, at(62), true).from).toBe(at(0));
  });

  it('is none at the first start', () => {
    expect(runs(noAbsence, at(60), true).from).toBeNull();
  });

  it('is no absence where somebody works through an hour without the relay', () => {
    const cutOff = runsOn(working, 1, 60, false);
    expect(runs(cutOff, at(61), true).from).toBeNull();
  });
});

describe('somebody who leaves the machine running', () => {
  it('was away once they are back after a quarter of an hour', () => {
    const gone = runsOn(leaves(working, at(1)), 1, 20);
    expect(gone.from).toBeNull();
    expect(runs(returns(gone, at(20)), at(20), true).from).toBe(at(1));
  });

  it('was not away for a coffee', () => {
    const back = returns(runsOn(leaves(working, at(1)), 1, 10), at(10));
    expect(runsOn(back, 10, 40).from).toBeNull();
  });

  it('was away as long as they were, also where the relay confirms the time only much later', () => {
    const back = returns(runsOn(leaves(working, at(1)), 1, 10, false), at(10));
    expect(runs(runsOn(back, 10, 40, false), at(41), true).from).toBeNull();
  });

  it('left when the machine went idle, although it was locked later', () => {
    const locked = leaves(leaves(working, at(1)), at(6));
    expect(runs(returns(runsOn(locked, 6, 20), at(20)), at(20), true).from).toBe(at(1));
  });
});

describe('a closed laptop', () => {
  it('was left when it was locked, and not when it fell asleep', () => {
    const asleep = runsOn(leaves(working, at(1)), 1, 5);
    const woken = runs(asleep, at(300), true);
    expect(woken.from).toBe(at(5));
    expect(runs(returns(woken, at(301)), at(301), true).from).toBe(at(1));
  });

  it('that wakes by itself in the night is one absence', () => {
    const night = [60, 61, 120, 121, 480].reduce((so, minute) => runs(so, at(minute), true), working);
    expect(night.from).toBe(at(0));
  });
});

describe('a clock that was set', () => {
  it('forward is no night, once the relay has told the time', () => {
    const ahead = runs(runs(working, at(600), false), at(601), false);
    expect(runs(ahead, at(2), true).from).toBeNull();
  });

  it('back, and right again, neither', () => {
    const behind = runs(runs(working, at(-600), false), at(-599), false);
    expect(runs(behind, at(2), true)).toEqual({ ...noAbsence, ranAt: at(2) });
  });

  it('back while somebody was gone does not make their absence longer', () => {
    const back = returns(leaves(working, at(1)), at(600));
    expect(runs(back, at(5), true).from).toBeNull();
  });
});

describe('what was missed', () => {
  it('begins with the first absence that was not told, and is told once', () => {
    const twice = runs(runs(working, at(30), true), at(60), true);
    expect(twice.from).toBe(at(0));
    expect(runs(isToldMissed(twice), at(61), true).from).toBeNull();
  });
});
