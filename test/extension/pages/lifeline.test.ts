import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdLifeline, type LifelinePort } from '../../../extension/pages/lifeline.ts';

let close: (() => void) | null;
let connects: number;
const connect = vi.fn<() => LifelinePort>(() => {
  connects++;
  return {
    onDisconnect: { addListener: (listen: () => void) => (close = listen) },
    disconnect: () => {
      close = null;
    },
  };
});
const ended = vi.fn<() => void>();

beforeEach(() => {
  vi.useFakeTimers();
  close = null;
  connects = 0;
  ended.mockClear();
});
afterEach(() => vi.useRealTimers());

it('tells soon of a background that has ended, and holds on to the next', () => {
  holdLifeline(connect, ended);
  vi.advanceTimersByTime(30_000);
  close?.();
  vi.advanceTimersByTime(500);
  expect(ended).toHaveBeenCalledTimes(1);
  expect(connects).toBe(2);
});

it('asks a background that cannot start less and less often', () => {
  holdLifeline(connect, ended);
  for (let second = 0; second < 60; second++) {
    close?.();
    close = null;
    vi.advanceTimersByTime(1_000);
  }
  expect(connects).toBeGreaterThan(3);
  expect(connects).toBeLessThan(25);
  expect(ended).toHaveBeenCalledTimes(connects - 1);
});

it('is quiet once it was let go', () => {
  const letGo = holdLifeline(connect, ended);
  close?.();
  letGo();
  vi.advanceTimersByTime(60_000);
  expect(ended).not.toHaveBeenCalled();
});

it('leaves a reloaded extension alone, of which its page is an orphan [tabs could no more talk to the new worker]', () => {
  holdLifeline(connect, ended);
  vi.advanceTimersByTime(30_000);
  connect.mockImplementation(() => {
    throw new Error('Extension context invalidated.');
  });
  close?.();
  vi.advanceTimersByTime(60_000);
  expect(ended).not.toHaveBeenCalled();
});
