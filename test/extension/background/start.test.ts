import { expect, it, vi } from 'vitest';
import { createStart } from '../../../extension/background/start.ts';

it('starts once for all events that wait', async () => {
  const boot = vi.fn<() => Promise<string>>(async () => 'background');
  const start = createStart(boot, vi.fn<() => Promise<void>>());
  expect(await Promise.all([start(), start()])).toEqual(['background', 'background']);
  expect(await start()).toBe('background');
  expect(boot).toHaveBeenCalledTimes(1);
});

it('tells once of a start that failed, to whom waits for it as well, and tries anew at the next event', async () => {
  const error = new Error('No SW');
  const boot = vi.fn<() => Promise<string>>(async () => 'background').mockRejectedValueOnce(error);
  const failed = vi.fn<(error: unknown) => Promise<void>>(async () => {});
  const start = createStart(boot, failed);
  expect(await Promise.allSettled([start(), start()])).toEqual([
    { status: 'rejected', reason: error },
    { status: 'rejected', reason: error },
  ]);
  expect(failed.mock.calls).toEqual([[error]]);
  expect(await start()).toBe('background');
  expect(boot).toHaveBeenCalledTimes(2);
});
