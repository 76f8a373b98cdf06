import { expect, it } from 'vitest';
import { type Alarms, ensureFloor, removeFloor } from '../../../extension/background/wakeups.ts';

function fakeAlarms(existing: string[] = []) {
  const names = new Set(existing);
  const created: [string, number][] = [];
  const alarms: Alarms = {
    get: async (name) => (names.has(name) ? { name } : undefined),
    create: async (name, { periodInMinutes }) => {
      names.add(name);
      created.push([name, periodInMinutes]);
    },
    clear: async (name) => names.delete(name),
  };
  return { alarms, created, names };
}

it('sets an alarm of half a minute where there is none', async () => {
  const { alarms, created } = fakeAlarms();
  await ensureFloor(alarms);
  expect(created).toEqual([['floor', 0.5]]);
});

it('leaves an alarm that exists alone, since setting it again at each start would defer it for ever', async () => {
  const { alarms, created } = fakeAlarms(['floor']);
  await ensureFloor(alarms);
  expect(created).toEqual([]);
});

it('takes it away with the pairing', async () => {
  const { alarms, names } = fakeAlarms(['floor']);
  await removeFloor(alarms);
  expect(names.size).toBe(0);
});
