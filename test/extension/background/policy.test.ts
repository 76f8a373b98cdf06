import { describe, expect, it } from 'vitest';
import {
  CONFIRM_REMOVAL_AFTER_MS,
  createPolicies,
  storedEmptySince,
  storedPolicy,
} from '../../../extension/background/policy.ts';
import { FakeStorage } from './support/fake-storage.ts';
import { FakeTime, settle } from './support/fake-time.ts';

const relayUrl = 'https://masthead.example.com';

type Answer = () => Promise<Record<string, unknown>>;
const says =
  (raw: Record<string, unknown>): Answer =>
  () =>
    Promise.resolve(raw);
const throws: Answer = () => Promise.reject(new Error('Managed storage manifest not found'));

/** A device whose browser can be closed and opened, and whose worker can die. */
function createDevice(answer: Answer) {
  const time = new FakeTime();
  const local = new FakeStorage();
  let session = new FakeStorage();
  const seen = { changes: 0, log: [] as string[], answer };
  const start = (emptySince = storedEmptySince(session)) =>
    createPolicies({
      ask: () => seen.answer(),
      cache: storedPolicy(local),
      emptySince,
      clock: time,
      timers: time,
      log: (event) => void seen.log.push(event),
      onChange: () => {
        seen.changes += 1;
      },
    });
  return {
    time,
    local,
    seen,
    start,
    /** Starts with the first question asked, as the background does. */
    startAndAsk: async () => {
      const policies = await start();
      void policies.refresh();
      await settle();
      return policies;
    },
    killWorker: () => time.killTimers(),
    closeBrowser: () => {
      time.killTimers();
      session = new FakeStorage();
    },
  };
}

/** A device on which the policy was received in an earlier session. */
async function managedDevice(next: Answer) {
  const device = createDevice(says({ relayUrl }));
  await device.startAndAsk();
  device.closeBrowser();
  device.seen.answer = next;
  device.seen.changes = 0;
  return device;
}

describe('a policy', () => {
  it('counts at once, is kept, and is announced', async () => {
    const { startAndAsk, seen } = createDevice(says({ relayUrl }));
    const policies = await startAndAsk();
    expect(policies.current()).toMatchObject({
      policy: { relayUrl },
      receivedAt: '2026-11-24T14:02:00.000Z',
      problems: [],
    });
    expect(seen.changes).toBe(1);
  });

  it('that says the same again changes nothing, and keeps the time when it came', async () => {
    const { startAndAsk, seen, time } = createDevice(says({ relayUrl }));
    const policies = await startAndAsk();
    const before = policies.current();
    await time.advance(60_000);
    await policies.refresh();
    expect(policies.current()).toBe(before);
    expect(seen.changes).toBe(1);
  });

  it('that changed counts at once', async () => {
    const { startAndAsk, seen } = createDevice(says({ relayUrl, supportLabel: 'Help' }));
    const policies = await startAndAsk();
    seen.answer = says({ supportLabel: 'Help' });
    await policies.refresh();
    expect(policies.current().policy).toMatchObject({ relayUrl: null, supportLabel: 'Help' });
    expect(seen.changes).toBe(2);
  });

  it('that is malformed still is one: what is right in it counts, what is wrong is named', async () => {
    const { startAndAsk } = createDevice(says({ relayUrl: 'relay', leastUrgency: 'badge' }));
    const policies = await startAndAsk();
    expect(policies.current()).toMatchObject({
      policy: { relayUrl: null, leastUrgency: 'badge' },
      problems: ['relayUrl: must be an https:// address'],
    });
    expect(await policies.isManaged(0)).toBe(true);
  });

  it('without one right key is received all the same', async () => {
    const { startAndAsk } = createDevice(says({ relay: 1 }));
    const policies = await startAndAsk();
    expect(policies.current().receivedAt).not.toBeNull();
    expect(policies.current().problems).toEqual(['relay: unknown key']);
  });
});

describe('a policy that comes late', () => {
  it('is answered from the cache until then', async () => {
    let arrive = (_raw: Record<string, unknown>) => {};
    const device = await managedDevice(() => new Promise((resolve) => (arrive = resolve)));
    const policies = await device.startAndAsk();
    expect(policies.current().policy.relayUrl).toBe(relayUrl);
    arrive({ relayUrl: 'https://new.example.com' });
    await settle();
    expect(policies.current().policy.relayUrl).toBe('https://new.example.com');
  });

  it.each([
    ['looks empty', says({})],
    ['throws', throws],
  ])('stays in force while the browser %s, and is the same when it has come', async (_, answer) => {
    const device = await managedDevice(answer);
    const policies = await device.startAndAsk();
    await device.time.advance(8_000);
    expect(policies.current().policy.relayUrl).toBe(relayUrl);
    device.seen.answer = says({ relayUrl });
    await policies.refresh();
    expect(device.time.timerCount()).toBe(0);
    await device.time.advance(10 * CONFIRM_REMOVAL_AFTER_MS);
    expect(policies.current().policy.relayUrl).toBe(relayUrl);
    expect(device.seen.changes).toBe(0);
  });

  it('in every session is never taken as removed, however long the browser was closed', async () => {
    const device = await managedDevice(says({}));
    for (let session = 0; session < 3; session += 1) {
      const policies = await device.startAndAsk();
      await device.time.advance(CONFIRM_REMOVAL_AFTER_MS - 1_000);
      expect(policies.current().policy.relayUrl).toBe(relayUrl);
      device.closeBrowser();
      await device.time.advance(86_400_000);
    }
  });

  it('is not undone by an older answer that comes after it', async () => {
    let arrive = (_raw: Record<string, unknown>) => {};
    const { startAndAsk, seen } = createDevice(() => new Promise((resolve) => (arrive = resolve)));
    const policies = await startAndAsk();
    seen.answer = says({ relayUrl });
    await policies.refresh();
    arrive({ relayUrl: 'https://old.example.com' });
    await settle();
    expect(policies.current().policy.relayUrl).toBe(relayUrl);
  });
});

it('is not removed on an older word than that it is there', async () => {
  const device = await managedDevice(says({}));
  let read = (_since: number) => {};
  const load = () => new Promise<number>((resolve) => (read = resolve));
  const policies = await device.start({ ...storedEmptySince(new FakeStorage()), load });
  void policies.refresh();
  await settle();
  device.seen.answer = says({ relayUrl: 'https://new.example.com' });
  await policies.refresh();
  read(device.time.wallMs() - CONFIRM_REMOVAL_AFTER_MS);
  await settle();
  expect(policies.current().policy.relayUrl).toBe('https://new.example.com');
});

describe('a policy that was removed', () => {
  it.each([
    ['answers with nothing', says({})],
    ['throws', throws],
  ])('is gone once the browser %s twice, half a minute apart', async (_, answer) => {
    const device = await managedDevice(answer);
    const policies = await device.startAndAsk();
    await device.time.advance(CONFIRM_REMOVAL_AFTER_MS - 1);
    expect(policies.current().policy.relayUrl).toBe(relayUrl);
    await device.time.advance(1);
    expect(policies.current()).toMatchObject({ policy: { relayUrl: null }, receivedAt: null });
    expect(device.seen.changes).toBe(1);
    expect(device.local.items.has('policy')).toBe(false);
  });

  it('is gone even where no worker lives for half a minute', async () => {
    const device = await managedDevice(says({}));
    for (let life = 0; life < 3; life += 1) {
      await device.startAndAsk();
      await device.time.advance(11_000);
      device.killWorker();
    }
    const policies = await device.startAndAsk();
    expect(policies.current().receivedAt).toBeNull();
  });

  it('takes its half minute from its own removal, not from one that was none', async () => {
    const device = await managedDevice(says({}));
    const policies = await device.startAndAsk();
    device.seen.answer = says({ relayUrl });
    await policies.refresh();
    await device.time.advance(60_000);
    device.seen.answer = says({});
    await policies.refresh();
    await device.time.advance(CONFIRM_REMOVAL_AFTER_MS - 1);
    expect(policies.current().policy.relayUrl).toBe(relayUrl);
    await device.time.advance(1);
    expect(policies.current().policy.relayUrl).toBeNull();
  });

  it('is not hurried by a clock that somebody sets back', async () => {
    const device = await managedDevice(says({}));
    const policies = await device.startAndAsk();
    device.time.setWallBy(-3_600_000);
    await device.time.advance(CONFIRM_REMOVAL_AFTER_MS);
    expect(policies.current().policy.relayUrl).toBe(relayUrl);
    await device.time.advance(CONFIRM_REMOVAL_AFTER_MS);
    expect(policies.current().policy.relayUrl).toBeNull();
  });
});

describe('a cache that cannot be read', () => {
  it('is dropped, and the browser’s answer counts', async () => {
    const device = createDevice(says({ relayUrl }));
    device.local.items.set('policy', 'not a policy');
    const policies = await device.start();
    expect(policies.current().receivedAt).toBeNull();
    await policies.refresh();
    expect(policies.current().policy.relayUrl).toBe(relayUrl);
  });

  it('that cannot be written keeps no policy from counting', async () => {
    const device = createDevice(says({ relayUrl }));
    const full = { ...storedPolicy(device.local), save: () => Promise.reject(new Error('disk full')) };
    const policies = await createPolicies({
      ask: says({ relayUrl }),
      cache: full,
      emptySince: storedEmptySince(new FakeStorage()),
      clock: device.time,
      timers: device.time,
      log: (event) => void device.seen.log.push(event),
      onChange: () => {},
    });
    await policies.refresh();
    expect(policies.current().policy.relayUrl).toBe(relayUrl);
    expect(device.seen.log).toContain('policy.unstored');
  });
});

describe('whether a device is managed', () => {
  async function asked(answer: Answer, withinMs = 10_000) {
    const device = createDevice(answer);
    const policies = await device.start();
    let result: boolean | null = null;
    void policies.isManaged(withinMs).then((isManaged) => (result = isManaged));
    await settle();
    return { ...device, policies, result: () => result };
  }

  it('is known at once from the cache', async () => {
    const device = await managedDevice(says({}));
    expect(await (await device.start()).isManaged(10_000)).toBe(true);
  });

  it('is known as soon as the policy comes, however late in its time', async () => {
    const { policies, result, seen, time } = await asked(says({}));
    await time.advance(9_000);
    expect(result()).toBeNull();
    seen.answer = says({ relayUrl });
    await policies.refresh();
    await settle();
    expect(result()).toBe(true);
  });

  it('is denied only when the time is over', async () => {
    const { result, time } = await asked(throws);
    await time.advance(9_999);
    expect(result()).toBeNull();
    await time.advance(1);
    expect(result()).toBe(false);
  });

  it('is denied at once where the first answer is final', async () => {
    const { result, time } = await asked(throws, 0);
    await time.advance(0);
    expect(result()).toBe(false);
  });
});
