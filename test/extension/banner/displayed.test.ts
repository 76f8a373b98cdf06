import { describe, expect, it } from 'vitest';
import { isClickMeant, proveDisplayed } from '../../../extension/banner/displayed.ts';

/** A proof with a clock that only waits move, and answers in the given order; the last one stays. */
function proof(answers: readonly boolean[], hiddenAfterMs = Infinity) {
  const ending = new AbortController();
  const rest = [...answers];
  let nowMs = 0;
  const deps = {
    signal: ending.signal,
    canBeSeen: () => Promise.resolve((rest.length > 1 ? rest.shift() : rest[0]) === true),
    wait: (ms: number) => {
      nowMs += ms;
      if (nowMs >= hiddenAfterMs) ending.abort();
      return Promise.resolve();
    },
  };
  return { deps, passedMs: () => nowMs };
}

describe('displayed', () => {
  it('is proven after two seconds in sight of somebody', async () => {
    const { deps, passedMs } = proof([true]);
    await expect(proveDisplayed(deps)).resolves.toBe(true);
    expect(passedMs()).toBe(2_000);
  });

  it('is not proven where the bar went out of sight before', async () => {
    const { deps } = proof([true], 1_999);
    await expect(proveDisplayed(deps)).resolves.toBe(false);
  });

  it('is not proven while nobody can be looking, however long that takes', async () => {
    const { deps } = proof([false], 60_000);
    await expect(proveDisplayed(deps)).resolves.toBe(false);
  });

  it('begins anew where nobody could be looking at the end', async () => {
    const { deps, passedMs } = proof([true, false, true, true]);
    await expect(proveDisplayed(deps)).resolves.toBe(true);
    expect(passedMs()).toBe(4_000);
  });
});

describe('a click', () => {
  it.each([
    ['a person’s, on a bar in sight for half a second', { isTrusted: true, timeStamp: 1_500 }, 1_000, true],
    ['a script’s', { isTrusted: false, timeStamp: 9_000 }, 1_000, false],
    ['on a bar that has just appeared', { isTrusted: true, timeStamp: 1_499 }, 1_000, false],
    ['on a bar that was not seen', { isTrusted: true, timeStamp: 9_000 }, null, false],
  ] as const)('%s', (_what, event, since, isMeant) => {
    expect(isClickMeant(event, since)).toBe(isMeant);
  });
});
