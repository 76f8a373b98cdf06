import { describe, expect, it } from 'vitest';
import { type Spot, styleAt, wantedSpot } from '../../../extension/host/spot.ts';

describe('the spot that is wanted', () => {
  it.each([
    ['bar', 'bottom', 'bottom'],
    ['bar', 'top', 'top'],
    ['bar', 'push', 'top'],
    ['pill', 'pill', 'bottom'],
    // In monitoring a bar steps back to a pill, at the edge where it was.
    ['pill', 'top', 'top'],
  ] as const)('of a %s whose place is "%s" is at the %s', (form, placement, side) => {
    expect(wantedSpot({ form, placement })).toEqual({ form, side, hand: 'end', lift: 0 });
  });
});

describe('the style at a spot', () => {
  const at = (change: Partial<Spot>) =>
    styleAt({ form: 'bar', side: 'bottom', hand: 'end', lift: 0, ...change });

  it('puts a bar in the middle of an edge, and a pill into a corner or above what lies there', () => {
    expect(at({})).toMatch(/^bottom:0px;left:0;right:0;.*height:56px/);
    expect(at({ form: 'pill', side: 'top', hand: 'start' })).toMatch(
      /^top:16px;inset-inline-start:16px;.*height:44px/,
    );
    expect(at({ form: 'pill', lift: 56 })).toMatch(/^bottom:72px;inset-inline-end:16px;/);
  });

  it('never lets it be wider than the window', () => {
    expect(at({})).toContain('max-width:calc(100% - 0px)');
    expect(at({ form: 'pill' })).toContain('max-width:calc(100% - 32px)');
  });

  it('leaves a strip no height for words', () => {
    expect(at({ form: 'strip' })).toMatch(/height:56px.*height:0;overflow:hidden/);
  });

  it('ends each declaration where the host can mark it as important', () => {
    for (const form of ['bar', 'pill', 'strip'] as const) {
      expect(
        at({ form })
          .split(';')
          .every((declaration) => /^[a-z-]+:[^:;]+$/.test(declaration)),
      ).toBe(true);
    }
  });
});
