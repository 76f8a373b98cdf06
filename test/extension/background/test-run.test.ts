import { describe, expect, it } from 'vitest';
import { loadTestRuns, storedTestRun } from '../../../extension/background/test-run.ts';
import { FakeStorage } from './support/fake-storage.ts';
import { FakeTime } from './support/fake-time.ts';

async function profile() {
  const time = new FakeTime();
  const storage = new FakeStorage();
  const seen = { painted: 0 };
  const start = () =>
    loadTestRuns({
      kept: storedTestRun(storage),
      now: () => new Date(time.wallMs()).toISOString(),
      timers: time,
      repaint: async () => {
        seen.painted += 1;
      },
    });
  return { time, storage, seen, start, test: await start() };
}

describe('a test', () => {
  it('is painted at once and goes by itself after a minute', async () => {
    const { time, storage, seen, test } = await profile();
    await test.begin();
    expect(seen.painted).toBe(1);
    await time.advance(59_000);
    expect(test.current()).not.toBeNull();
    await time.advance(1_000);
    expect(test.current()).toBeNull();
    expect(seen.painted).toBe(2);
    expect(storage.items.size).toBe(0);
  });

  it('ends with a "Got it", and a second one lasts as long as the first', async () => {
    const { time, seen, test } = await profile();
    await test.begin();
    await time.advance(30_000);
    await test.end();
    expect(test.current()).toBeNull();
    await test.begin();
    await time.advance(45_000);
    expect(test.current()).not.toBeNull();
    await time.advance(15_000);
    expect(test.current()).toBeNull();
    expect(seen.painted).toBe(4);
  });

  it('goes on in the next life of the worker, and no longer than it would have', async () => {
    const { time, test, start } = await profile();
    await test.begin();
    time.killTimers();
    await time.advance(20_000);
    const next = await start();
    expect(next.current()).not.toBeNull();
    await time.advance(40_000);
    expect(next.current()).toBeNull();
  });

  it('that ended while no worker lived is cleared at the next start', async () => {
    const { time, test, start, storage } = await profile();
    await test.begin();
    time.killTimers();
    await time.advance(300_000);
    await start();
    await time.advance(0);
    expect(storage.items.size).toBe(0);
  });

  it('that nobody began needs no end', async () => {
    const { seen, test } = await profile();
    await test.end();
    expect(seen.painted).toBe(0);
  });
});
