import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../shared/core/retry.ts';
import { timing } from '../../shared/protocol/limits.ts';
import { holds } from '../support/property.ts';

const shape = { baseMs: timing.reconnectBaseMs, capMs: timing.reconnectCapMs };
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait before a retry', () => {
  it('lies between nothing and the cap, whatever the attempt', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), random, (attempt, chance) => {
        const delay = retryDelayMs(attempt, chance, shape);
        expect(Number.isInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThan(shape.capMs);
      }),
    );
  });

  it.each([
    [1, 999],
    [2, 1_999],
    [3, 3_999],
    [6, 31_999],
    [7, 59_999],
    [40, 59_999],
  ])('before attempt %d is at most %d ms', (attempt, mostMs) => {
    expect(retryDelayMs(attempt, 0.999_999_999, shape)).toBe(mostMs);
    expect(retryDelayMs(attempt, 0, shape)).toBe(0);
  });
});
