import { describe, expect, it } from 'vitest';
import { createClocks } from '../../../extension/background/clocks.ts';
import { FakeTime } from './support/fake-time.ts';

const ahead = (time: FakeTime, ms: number) => new Date(time.wallMs() + ms).toISOString();

describe("the relay's clock", () => {
  it('is corrected by half of the round trip', () => {
    const time = new FakeTime();
    const clocks = createClocks(time, 0);
    clocks.synchronise(ahead(time, 60_000), 400);
    expect(clocks.relayNow()).toBe(ahead(time, 60_200));
  });

  it('goes by the shortest round trip of the last five', () => {
    const time = new FakeTime();
    const clocks = createClocks(time, 0);
    clocks.synchronise(ahead(time, 1_000), 10);
    for (let n = 0; n < 4; n += 1) clocks.synchronise(ahead(time, 9_000), 500);
    expect(clocks.relayNow()).toBe(ahead(time, 1_005));
    clocks.synchronise(ahead(time, 9_000), 500);
    expect(clocks.relayNow()).toBe(ahead(time, 9_250));
  });

  it('forgets its samples once this clock was set', () => {
    const time = new FakeTime();
    const clocks = createClocks(time, 0);
    clocks.synchronise(ahead(time, 0), 10);
    time.setWallBy(3_600_000);
    clocks.synchronise(ahead(time, -3_600_000), 300);
    expect(clocks.relayNow()).toBe(ahead(time, -3_600_000 + 150));
  });
});

describe('an age', () => {
  it('is none where nothing was ever confirmed', () => {
    expect(createClocks(new FakeTime(), 0).ageMs(null)).toBeNull();
  });

  it('grows with the wall clock while the machine sleeps', () => {
    const time = new FakeTime();
    const clocks = createClocks(time, 0);
    clocks.synchronise(ahead(time, 0), 0);
    const at = ahead(time, 0);
    time.sleep(90_000);
    expect(clocks.ageMs(at)).toBe(90_000);
  });

  it('grows with the monotonic clock where somebody sets the wall clock back', async () => {
    const time = new FakeTime();
    const clocks = createClocks(time, 0);
    clocks.synchronise(ahead(time, 0), 0);
    const at = ahead(time, 0);
    await time.advance(70_000);
    time.setWallBy(-3_600_000);
    expect(clocks.ageMs(at)).toBe(70_000);
  });

  it('uses the offset that was kept from an earlier life', () => {
    const time = new FakeTime();
    expect(createClocks(time, 5_000).ageMs(ahead(time, 0))).toBe(5_000);
  });
});

it('does not trust clocks that part by more than two seconds, until they are synchronised', () => {
  const time = new FakeTime();
  const clocks = createClocks(time, 0);
  clocks.synchronise(ahead(time, 0), 0);
  time.setWallBy(2_000);
  expect(clocks.areTrusted()).toBe(true);
  time.setWallBy(1);
  expect(clocks.areTrusted()).toBe(false);
  clocks.synchronise(ahead(time, 0), 0);
  expect(clocks.areTrusted()).toBe(true);
});
