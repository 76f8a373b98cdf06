import { expect, it } from 'vitest';
import { ANSWERED_WITHIN_MS, createRelayWrites } from '../../../extension/background/relay-writes.ts';
import { FakeTime } from './support/fake-time.ts';

function writes(fetch: (signal: AbortSignal | undefined) => Promise<Response>, time = new FakeTime()) {
  return createRelayWrites({
    isPaired: () => true,
    call: (_, { signal }) => fetch(signal),
    timers: time,
  });
}

it.each([
  [204, { ok: true }],
  [400, { ok: false, reason: 'refused' }],
  [401, { ok: false, reason: 'refused' }],
  [429, { ok: false, reason: 'later' }],
  [500, { ok: false, reason: 'unreachable' }],
  [503, { ok: false, reason: 'later' }],
])('%i means %j', async (status, answer) => {
  const time = new FakeTime();
  const { put } = writes(async () => new Response(null, { status }), time);
  expect(await put('/api/v1/subscription', {})).toEqual(answer);
  expect(time.timerCount()).toBe(0);
});

it('is unreachable where nobody answers at the address', async () => {
  const { put } = writes(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await put('/api/v1/subscription', {})).toEqual({ ok: false, reason: 'unreachable' });
});

it('waits no longer than somebody would look at it', async () => {
  const time = new FakeTime();
  const { put } = writes(
    (signal) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('abort')))),
    time,
  );
  const answer = put('/api/v1/subscription', {});
  await time.advance(ANSWERED_WITHIN_MS);
  expect(await answer).toEqual({ ok: false, reason: 'later' });
});
