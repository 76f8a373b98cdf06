import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterClose } from '../../shared/protocol/close-code.ts';
import { spreadMsFor } from '../../shared/protocol/limits.ts';
import { samePosition } from '../../shared/protocol/cursor.ts';
import { holds } from '../support/property.ts';

describe('after a close', () => {
  it.each([
    [1000, '', { step: 'back_off' }],
    [1001, '', { step: 'back_off' }],
    [1006, '', { step: 'back_off' }],
    [1011, '', { step: 'back_off' }],
    [1012, '', { step: 'back_off' }],
    [1013, '', { step: 'back_off' }],
    [3999, '', { step: 'back_off' }],
    [4000, '', { step: 'reconnect', dropsCursor: false }],
    [4001, '5000', { step: 'wait', atLeastMs: 5_000 }],
    [4001, '', { step: 'wait', atLeastMs: 1_000 }],
    [4001, 'soon', { step: 'wait', atLeastMs: 60_000 }],
    [4001, '-1', { step: 'wait', atLeastMs: 1_000 }],
    [4001, '1e99', { step: 'wait', atLeastMs: 3_600_000 }],
    [4001, 'Infinity', { step: 'wait', atLeastMs: 60_000 }],
    [4003, '', { step: 'reconnect', dropsCursor: true }],
    [4008, '', { step: 'reconnect', dropsCursor: true }],
    [4400, '', { step: 'wait', atLeastMs: 60_000 }],
    [4401, '', { step: 'renew' }],
    [4403, '', { step: 'wipe' }],
    [4409, '', { step: 'update' }],
    [4002, '', { step: 'wait', atLeastMs: 300_000 }],
    [4999, 'from the future', { step: 'wait', atLeastMs: 300_000 }],
  ])('with %d "%s": %j', (code, reason, expected) => {
    expect(afterClose(code, reason)).toEqual(expected);
  });

  it('every code leads on: none leaves the browser deaf, only 4403 forgets', () => {
    holds(
      fc.property(fc.integer({ min: 1000, max: 4999 }), fc.string(), (code, reason) => {
        expect(afterClose(code, reason).step === 'wipe').toBe(code === 4403);
      }),
    );
  });
});

describe('the spread of a storm', () => {
  it.each([
    [0, 2_000],
    [1, 2_000],
    [1_000, 2_000],
    [4_000, 2_048],
    [4_096, 2_048],
    [4_097, 4_096],
    [5_000, 4_096],
    [20_000, 16_384],
  ])('%d sockets: %d ms', (sockets, expected) => {
    expect(spreadMsFor(sockets)).toBe(expected);
  });
});

describe('positions', () => {
  it('are the same where epoch and offset are, and never where one is missing', () => {
    expect(samePosition({ epoch: 'a', offset: 1 }, { epoch: 'a', offset: 1 })).toBe(true);
    expect(samePosition({ epoch: 'a', offset: 1 }, { epoch: 'b', offset: 1 })).toBe(false);
    expect(samePosition({ epoch: 'a', offset: 1 }, { epoch: 'a', offset: 2 })).toBe(false);
    expect(samePosition(null, null)).toBe(false);
  });
});
