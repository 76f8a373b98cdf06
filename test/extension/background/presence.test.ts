import { describe, expect, it } from 'vitest';
import { createPresence, storedAbsence } from '../../../extension/background/presence.ts';
import { FakeStorage } from './support/fake-storage.ts';
import { FakeTime } from './support/fake-time.ts';

const MINUTE_MS = 60_000;

async function browserProfile() {
  const time = new FakeTime();
  const storage = new FakeStorage();
  const now = () => new Date(time.wallMs()).toISOString();
  const logged: string[] = [];
  const log = (event: string) => void logged.push(event);
  const start = () => createPresence({ kept: storedAbsence(storage), now, isSure: () => true, log });
  const presence = await start();
  await presence.runs();
  return { time, storage, now, start, presence, logged };
}

describe('presence', () => {
  it('remembers an absence through the death of the worker, until it was seen', async () => {
    const { time, start, presence, now } = await browserProfile();
    const from = now();
    time.sleep(8 * 60 * MINUTE_MS);
    await presence.runs();
    const until = now();
    time.sleep(MINUTE_MS);
    const next = await start();
    await next.runs();
    expect(next.away()).toEqual({ from, until });
    await next.seen();
    expect((await start()).away()).toBeNull();
  });

  it('knows of a closed browser by what was stored', async () => {
    const { time, start, now } = await browserProfile();
    const from = now();
    time.sleep(20 * MINUTE_MS);
    const next = await start();
    await next.heard('active');
    await next.runs();
    expect(next.away()).toEqual({ from, until: now() });
  });

  it('takes somebody to have left when they last touched anything', async () => {
    const { time, presence, now } = await browserProfile();
    const from = now();
    for (let minute = 1; minute <= 20; minute += 1) {
      time.sleep(MINUTE_MS);
      if (minute === 2) await presence.heard('idle');
      if (minute === 5) await presence.heard('locked');
      await presence.runs();
    }
    expect(presence.away()).toBeNull();
    await presence.heard('active');
    await presence.runs();
    expect(presence.away()).toEqual({ from, until: now() });
  });

  it('stops nothing that waits for it where the disk is full, and knows of the absence all the same', async () => {
    const { time, storage, presence, now, logged } = await browserProfile();
    const from = now();
    storage.isFull = true;
    await presence.heard('locked');
    time.sleep(20 * MINUTE_MS);
    await presence.heard('active');
    await presence.runs();
    expect(presence.away()).toEqual({ from, until: now() });
    expect(logged).toContain('absence.unstored');
  });

  it('is stored twice a minute at most while nothing happens', async () => {
    const { time, storage, presence } = await browserProfile();
    const before = storage.writes.length;
    for (let second = 0; second < 60; second += 1) {
      time.sleep(1_000);
      await presence.runs();
    }
    expect(storage.writes.length - before).toBe(2);
  });

  it('forgets everything with the pairing', async () => {
    const { time, storage, presence } = await browserProfile();
    time.sleep(60 * MINUTE_MS);
    await presence.runs();
    await presence.clear();
    expect(presence.away()).toBeNull();
    expect(storage.items.size).toBe(0);
  });
});
