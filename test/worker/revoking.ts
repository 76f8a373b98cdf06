import { runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Desk } from '../../worker/hub/desk/desk.ts';
import { errands } from '../../worker/hub/desk/errands.ts';
import { Shard } from '../../worker/hub/shard/shard.ts';
import type { Caller } from '../../worker/hub/hub-api.ts';
import { type Browser, until } from './browser.ts';
import { hub, person } from './relay.ts';

type Work = (desk: Desk) => void;

const works = new Map<string, Work>();

/** An errand of the tests' own, so that the desk is tried apart from the nouns that use it. */
function carryOutForTest(desk: Desk, name: string): void {
  works.get(name)?.(desk);
}

/** Lets tests ask the hub for any work at the desk. */
export function useDesk(): void {
  beforeEach(() => {
    Object.assign(errands, { carryOutForTest });
  });
  afterEach(() => {
    Reflect.deleteProperty(errands, 'carryOutForTest');
    works.clear();
    vi.restoreAllMocks();
  });
}

/** Carries the work out at the hub and waits for the shards; how many have not done what they have to. */
export async function atDesk(work: Work): Promise<number> {
  const name = String(works.size);
  works.set(name, work);
  const { pending } = await hub().runAndTell(
    ...(['carryOutForTest', name] as unknown as ['endSession', string]),
  );
  return pending;
}

/** From now on no call of the hub reaches a shard; answers with a function that mends it. */
export function cutOffShards(): () => void {
  const cut = vi.spyOn(Shard.prototype, 'publish').mockRejectedValue(new Error('cut off'));
  return () => cut.mockRestore();
}

/** Two devices of one person. */
export const laptop: Caller = { ...person('ben'), credentialId: 'laptop' };
export const phone: Caller = { ...person('ben'), credentialId: 'phone' };

export const revokeLaptop = () => atDesk((desk) => desk.revoke({ devices: ['laptop'] }));

export const closing = (browser: Browser) => until(() => expect(browser.closeCode).not.toBeNull());

/** The revocations that shards still have to carry out. */
export const owed = () =>
  runInDurableObject(hub(), (_hub, { storage }) =>
    storage.sql.exec('SELECT kind, id FROM revocations').toArray(),
  );
