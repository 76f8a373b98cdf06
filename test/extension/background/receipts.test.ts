import { describe, expect, it } from 'vitest';
import type { Call } from '../../../extension/background/authorised-fetch.ts';
import { createReceipts, mergeReceipts, storedReceipts } from '../../../extension/background/receipts.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import { settle } from './support/fake-time.ts';
import { createProfile, type Profile } from './support/rig.ts';

function receipt(changes: Partial<Receipt> = {}): Receipt {
  return { incidentId: 'inc_1', revision: 1, stage: 'delivered', at: '2026-11-24T14:02:00.000Z', ...changes };
}

/** As whoever holds a credential calls the relay. */
const callOf =
  ({ relay }: Profile): Call =>
  (path, { method, body }) =>
    relay.fetch(`https://relay.example.com${path}`, { method, body: JSON.stringify(body) });

function createQueue(profile: Profile, { isPaired = true, events = [] as string[] } = {}) {
  const { storage, relay, time } = profile;
  relay.answer = { status: 202, body: { accepted: 1 } };
  return createReceipts({
    queue: storedReceipts(storage),
    isPaired: () => isPaired,
    call: callOf(profile),
    timers: time,
    random: () => 0.5,
    log: (event) => events.push(event),
  });
}

const sentBy = (profile: Profile) =>
  profile.relay.calls.map(
    ({ init }) => (JSON.parse(init.body as string) as { receipts: Receipt[] }).receipts.length,
  );
const queuedIn = async ({ storage }: Profile) => (await storedReceipts(storage).load()).length;

describe('sending', () => {
  it('waits two seconds and a random part of ten, then sends all that came meanwhile at once', async () => {
    const profile = createProfile();
    const receipts = createQueue(profile);
    await receipts.add([receipt()]);
    await profile.time.advance(3_000);
    await receipts.add([receipt({ incidentId: 'inc_2' })]);
    await profile.time.advance(3_999);
    expect(profile.relay.calls).toHaveLength(0);
    await profile.time.advance(1);
    expect(sentBy(profile)).toEqual([2]);
    expect(await queuedIn(profile)).toBe(0);
  });

  it('sends an acknowledgement at once', async () => {
    const profile = createProfile();
    const receipts = createQueue(profile);
    await receipts.add([receipt({ stage: 'acknowledged' })]);
    await profile.time.advance(0);
    expect(sentBy(profile)).toEqual([1]);
  });

  it('never puts more into a batch than the relay takes', async () => {
    const profile = createProfile();
    const receipts = createQueue(profile);
    await receipts.add(Array.from({ length: 120 }, (_, n) => receipt({ incidentId: `inc_${n}` })));
    await profile.time.advance(12_000);
    expect(sentBy(profile)).toEqual([50, 50, 20]);
  });

  it('keeps to itself while the browser is not paired', async () => {
    const profile = createProfile();
    const receipts = createQueue(profile, { isPaired: false });
    await receipts.add([receipt()]);
    await profile.time.advance(60_000);
    expect(profile.relay.calls).toHaveLength(0);
  });
});

describe('a relay that does not take them', () => {
  it.each([401, 429, 500, 503])('keeps them after a %i and tries again', async (status) => {
    const profile = createProfile();
    const receipts = createQueue(profile);
    profile.relay.answer = { status };
    await receipts.add([receipt()]);
    await profile.time.advance(7_000);
    expect(await queuedIn(profile)).toBe(1);
    profile.relay.answer = { status: 202 };
    await profile.time.advance(10_000);
    expect(await queuedIn(profile)).toBe(0);
  });

  it('keeps them while it cannot be reached', async () => {
    const profile = createProfile();
    const receipts = createQueue(profile);
    profile.relay.answer = 'unreachable';
    await receipts.add([receipt()]);
    await profile.time.advance(3_600_000);
    expect(await queuedIn(profile)).toBe(1);
    profile.relay.answer = { status: 202 };
    await profile.time.advance(600_000);
    expect(await queuedIn(profile)).toBe(0);
  });

  it('drops what it will never take, and says so in the log', async () => {
    const profile = createProfile();
    const events: string[] = [];
    const receipts = createQueue(profile, { events });
    profile.relay.answer = { status: 422 };
    await receipts.add([receipt()]);
    await profile.time.advance(7_000);
    expect(await queuedIn(profile)).toBe(0);
    expect(events).toEqual(['receipt.dropped']);
  });
});

describe('the death of the worker', () => {
  it('loses no receipt, and the next worker sends it', async () => {
    const profile = createProfile();
    await createQueue(profile).add([receipt()]);
    profile.time.killTimers();
    const next = createQueue(profile);
    await next.wake();
    await profile.time.advance(7_000);
    expect(sentBy(profile)).toEqual([1]);
  });

  it('sends again what may not have arrived, since a receipt counts once', async () => {
    const profile = createProfile();
    const receipts = createQueue(profile);
    profile.relay.answer = 'silent';
    await receipts.add([receipt()]);
    await profile.time.advance(7_000);
    profile.time.killTimers();
    await createQueue(profile).wake();
    await profile.time.advance(7_000);
    expect(sentBy(profile)).toEqual([1, 1]);
    expect(await queuedIn(profile)).toBe(0);
  });
});

it('keeps a further stage that comes while the earlier one is on its way', async () => {
  const profile = createProfile();
  const receipts = createQueue(profile);
  const answer = Promise.withResolvers<Response>();
  const call = callOf(profile);
  const slow = createReceipts({
    queue: storedReceipts(profile.storage),
    isPaired: () => true,
    call: (path, init) =>
      profile.relay.calls.length === 0 ? (void call(path, init), answer.promise) : call(path, init),
    timers: profile.time,
    random: () => 0,
    log: () => {},
  });
  await slow.add([receipt()]);
  await profile.time.advance(2_000);
  await slow.add([receipt({ stage: 'displayed' })]);
  answer.resolve(new Response(null, { status: 202 }));
  await settle();
  await profile.time.advance(2_000);
  expect(await queuedIn(profile)).toBe(0);
  expect(profile.relay.calls).toHaveLength(2);
  await receipts.clear();
});

describe('merging', () => {
  it('keeps the furthest stage of each revision', () => {
    const stages = (receipts: Receipt[]) => receipts.map((r) => `${r.revision} ${r.stage}`);
    expect(
      stages(
        mergeReceipts(
          [receipt({ stage: 'opened' })],
          [receipt({ stage: 'displayed' }), receipt({ revision: 2, stage: 'delivered' })],
        ),
      ),
    ).toEqual(['1 opened', '2 delivered']);
  });

  it('lets the oldest of the least stages go where there are too many', () => {
    const acknowledged = receipt({ incidentId: 'inc_old', stage: 'acknowledged' });
    const many = Array.from({ length: limits.receiptsQueued }, (_, n) => receipt({ incidentId: `inc_${n}` }));
    const merged = mergeReceipts([acknowledged], many);
    expect(merged).toHaveLength(limits.receiptsQueued);
    expect(merged).toContain(acknowledged);
    expect(merged.some((r) => r.incidentId === 'inc_0')).toBe(false);
  });
});
