import { describe, expect, it } from 'vitest';
import type { Relay } from '../../scripts/relay.ts';
import { supervise } from '../../scripts/start/supervise.ts';

/** A relay that ends when it is told to. */
function fakeRelay(pid: number): Relay & { die(how: string): void; wasStopped: () => boolean } {
  const { promise, resolve } = Promise.withResolvers<string>();
  let stopped = false;
  return {
    url: 'http://127.0.0.1:1',
    port: 1,
    pid,
    stateDir: '/state',
    credentials: { url: '', admin: '', liaison: '', responder: '', stakeholder: '' },
    ended: promise,
    stop: async () => {
      stopped = true;
      resolve('signal SIGTERM');
    },
    kill: async () => resolve('signal SIGKILL'),
    die: resolve,
    wasStopped: () => stopped,
  };
}

describe('a supervised relay', () => {
  it('is started again when it dies, and says so', async () => {
    const [first, second] = [fakeRelay(1), fakeRelay(2)];
    const said: string[] = [];
    const started = Promise.withResolvers<void>();
    const start = async () => {
      started.resolve();
      return second;
    };
    const supervised = supervise(first, { start, say: (sentence) => said.push(sentence), firstWaitMs: 0 });
    first.die('signal SIGKILL');
    await started.promise;
    await supervised.stop();
    expect(said[0]).toContain('ended unexpectedly (signal SIGKILL)');
    expect(second.wasStopped()).toBe(true);
  });

  it('is given up after five deaths within a minute, with the place of the log', async () => {
    let starts = 0;
    const dying = () => {
      const relay = fakeRelay(starts);
      relay.die('status 1');
      return relay;
    };
    const start = async () => {
      starts += 1;
      return dying();
    };
    const supervised = supervise(dying(), { start, say: () => {}, firstWaitMs: 0, now: () => 0 });
    await expect(supervised.givenUp).rejects.toThrow('/state/relay.log says why');
    expect(starts).toBe(4);
  });

  it('goes on for ever where deaths are more than a minute apart', async () => {
    let minutes = 0;
    const enough = Promise.withResolvers<void>();
    const start = async () => {
      minutes += 2;
      const relay = fakeRelay(minutes);
      if (minutes < 20) relay.die('status 1');
      else enough.resolve();
      return relay;
    };
    const first = fakeRelay(0);
    first.die('status 1');
    const supervised = supervise(first, {
      start,
      say: () => {},
      firstWaitMs: 0,
      now: () => minutes * 60_000,
    });
    await enough.promise;
    await supervised.stop();
    expect(minutes).toBe(20);
  });

  it('is not started again once it was told to stop', async () => {
    const relay = fakeRelay(1);
    let starts = 0;
    const start = async () => {
      starts += 1;
      return fakeRelay(2);
    };
    const supervised = supervise(relay, { start, say: () => {}, firstWaitMs: 0 });
    await supervised.stop();
    expect(starts).toBe(0);
  });
});
