import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBuckets } from '../../shared/core/token-bucket.ts';
import { holds } from '../support/property.ts';

const rate = { burst: 3, perSecond: 2 };
const takeAll = (buckets: TokenBuckets, key: string, atMs: number, tries = 10) =>
  Array.from({ length: tries }, () => buckets.take(key, atMs)).filter(Boolean).length;

describe('a bucket', () => {
  it('gives its burst at once and then as much as flows in', () => {
    const buckets = new TokenBuckets(rate);
    expect(takeAll(buckets, 'a', 0)).toBe(3);
    expect(takeAll(buckets, 'a', 499)).toBe(0);
    expect(takeAll(buckets, 'a', 500)).toBe(1);
    expect(takeAll(buckets, 'a', 1_500)).toBe(2);
  });

  it('holds no more than its burst, however long nobody takes', () => {
    const buckets = new TokenBuckets(rate);
    takeAll(buckets, 'a', 0);
    expect(takeAll(buckets, 'a', 3_600_000)).toBe(3);
  });

  it('is each key’s own', () => {
    const buckets = new TokenBuckets(rate);
    takeAll(buckets, 'a', 0);
    expect(buckets.take('b', 0)).toBe(true);
  });

  it('leaves a reserve to those who may go further', () => {
    const buckets = new TokenBuckets({ burst: 10, perSecond: 0 });
    const tries = Array.from({ length: 10 }, () => buckets.take('a', 0, 0.4)).filter(Boolean);
    expect(tries).toHaveLength(6);
    expect(takeAll(buckets, 'a', 0)).toBe(4);
  });

  it('takes back what need not have been taken, up to its burst', () => {
    const buckets = new TokenBuckets(rate);
    takeAll(buckets, 'a', 0);
    for (let turn = 0; turn < 5; turn += 1) buckets.giveBack('a', 0);
    expect(takeAll(buckets, 'a', 0)).toBe(3);
  });

  it('goes on filling after a clock was set back', () => {
    const buckets = new TokenBuckets(rate);
    takeAll(buckets, 'a', 1_000_000);
    expect(takeAll(buckets, 'a', 0)).toBe(0);
    expect(takeAll(buckets, 'a', 1_000)).toBe(2);
  });

  it('makes room by forgetting the key that came first', () => {
    const buckets = new TokenBuckets(rate, 2);
    for (const key of ['a', 'b', 'c']) takeAll(buckets, key, 0);
    expect([takeAll(buckets, 'c', 0), takeAll(buckets, 'a', 0)]).toEqual([0, 3]);
  });

  it('never gives more than its burst and what flowed in', () => {
    const pauses = fc.array(fc.nat({ max: 2_000 }), { maxLength: 200 });
    const takeAfterEach = (between: readonly number[]) => {
      const buckets = new TokenBuckets(rate);
      let atMs = 0;
      let taken = 0;
      for (const pause of between) {
        atMs += pause;
        if (buckets.take('a', atMs)) taken += 1;
      }
      expect(taken).toBeLessThanOrEqual(rate.burst + (atMs / 1_000) * rate.perSecond + 1e-6);
    };
    holds(fc.property(pauses, takeAfterEach));
  });
});
