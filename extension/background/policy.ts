import * as v from 'valibot';
import { type ManagedPolicy, noPolicy, readPolicy } from '../data/policy.ts';
import type { Clock, Log, StorageArea, Timers } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/**
 * How long the browser must go on saying that there is no policy before one that was there is taken as removed. At a cold
 * start Chromium can answer with nothing for some 8 seconds, until the operating system or the cloud has been heard.
 */
export const CONFIRM_REMOVAL_AFTER_MS = 30_000;

/** The last policy as it came. It is read anew at each start, since an update of the extension may know more keys. */
const PolicyCache = v.nullable(v.object({ raw: v.record(v.string(), v.unknown()), receivedAt: v.string() }));
type PolicyCache = v.InferOutput<typeof PolicyCache>;

/** The policy of the company, as far as this browser knows it. */
export interface Policies {
  /** At once, from the cache where the browser has not answered yet. The same object until something changes. */
  readonly current: () => ManagedPolicy;
  /** Asks the browser. It may take seconds, so nothing that somebody waits for may wait for it. Never rejects. */
  readonly refresh: () => Promise<void>;
  /** Whether there is a policy: settled as soon as one is known, and with `false` after an answer and `withinMs`. */
  readonly isManaged: (withinMs: number) => Promise<boolean>;
}

export interface PolicyPorts {
  /** `storage.managed.get`. Rejects in Firefox where there is no policy. */
  readonly ask: () => Promise<Record<string, unknown>>;
  readonly cache: Stored<PolicyCache>;
  /** Wall clock in milliseconds since when the browser says "no policy". It lasts as long as the browser runs. */
  readonly emptySince: Stored<number | null>;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly timers: Timers;
  readonly log: Log;
  /** Something changed: paint again. */
  readonly onChange: () => void;
}

/**
 * Answers from the cache and refreshes behind. A policy that is there counts at once. One that is gone counts as removed only
 * when the browser, in one and the same session, said so twice with {@link CONFIRM_REMOVAL_AFTER_MS} in between: "nothing"
 * right after a start usually means "not yet", and a fleet whose settings vanish for seconds at each start would be worse than
 * one whose removed policy lasts half a minute longer. Nothing of a policy is ever written into the person's own settings, so
 * with it gone they are as they were.
 */
export async function createPolicies(ports: PolicyPorts): Promise<Policies> {
  const { cache, emptySince, clock, timers, log, onChange } = ports;
  let current = read(await cache.load());
  let newest = 0;
  let cancelRecheck = () => {};
  const waiting = new Set<() => void>();

  async function refresh(): Promise<void> {
    const turn = ++newest;
    try {
      const raw = await ports.ask().catch(() => ({}));
      // A later question has overtaken this one, and its answer is the truer.
      if (turn !== newest) return;
      cancelRecheck();
      await (Object.keys(raw).length > 0 ? heard(raw) : heardNothing(turn));
    } catch (error) {
      log('policy.unstored', { name: error instanceof Error ? error.name : 'unknown' });
    }
  }

  async function heard(raw: Record<string, unknown>): Promise<void> {
    const receivedAt = new Date(clock.wallMs()).toISOString();
    const next = read({ raw, receivedAt });
    if (!isSame(next, current)) {
      current = next;
      log('policy.received', { problems: next.problems.length });
      onChange();
      for (const tell of waiting) tell();
      await cache.save({ raw, receivedAt });
    }
    await emptySince.clear();
  }

  async function heardNothing(turn: number): Promise<void> {
    if (current.receivedAt === null) return;
    const now = clock.wallMs();
    const since = await emptySince.load();
    // A policy that came meanwhile is not to be removed on an older word.
    if (turn !== newest) return;
    // A clock that was set back says nothing of how long it has been.
    const waitedMs = since === null || since > now ? 0 : now - since;
    if (waitedMs >= CONFIRM_REMOVAL_AFTER_MS) {
      current = read(null);
      log('policy.removed');
      onChange();
      await cache.clear();
      await emptySince.clear();
      return;
    }
    cancelRecheck = timers.after(CONFIRM_REMOVAL_AFTER_MS - waitedMs, () => void refresh());
    if (waitedMs === 0) await emptySince.save(now);
  }

  return {
    current: () => current,
    refresh,
    async isManaged(withinMs) {
      const received = new Promise<void>((tell) => void waiting.add(tell));
      const time = new Promise<void>((passed) => void timers.after(withinMs, passed));
      if (current.receivedAt === null) await Promise.race([received, Promise.all([refresh(), time])]);
      return current.receivedAt !== null;
    },
  };
}

function read(cached: PolicyCache): ManagedPolicy {
  if (cached === null) return { policy: noPolicy, receivedAt: null, problems: [] };
  return { ...readPolicy(cached.raw), receivedAt: cached.receivedAt };
}

/** Whether the same is said, whenever it came. A policy without one good key is still a policy. */
function isSame(a: ManagedPolicy, b: ManagedPolicy): boolean {
  const key = ({ policy, problems, receivedAt }: ManagedPolicy) =>
    JSON.stringify([policy, problems, receivedAt === null]);
  return key(a) === key(b);
}

export function storedPolicy(localArea: StorageArea): Stored<PolicyCache> {
  return stored<PolicyCache>(localArea, 'policy', PolicyCache, null);
}

/** In the session's area: what was heard before the browser was closed says nothing of this start. */
export function storedEmptySince(sessionArea: StorageArea): Stored<number | null> {
  return stored<number | null>(sessionArea, 'policyEmptySince', v.nullable(v.number()), null);
}
