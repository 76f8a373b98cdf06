import { createAccess } from '../../../../extension/background/authorised-fetch.ts';
import { createClocks } from '../../../../extension/background/clocks.ts';
import type { Credential } from '../../../../extension/background/credential.ts';
import { createKeeper } from '../../../../extension/background/keeper.ts';
import { createRelayClient } from '../../../../extension/background/relay-client.ts';
import { storedCache, storedLinkMemory } from '../../../../extension/background/store.ts';
import { badge } from '../../../../shared/core/badge.ts';
import { noticesOf } from '../../../../shared/core/notices.ts';
import { plainStanding } from '../../../../shared/core/standing.ts';
import { FakeRelay } from './fake-relay.ts';
import { FakeStorage } from './fake-storage.ts';
import { FakeTime, settle } from './fake-time.ts';

export const credential: Credential = {
  kind: 'bearer',
  relayUrl: 'https://relay.example.com',
  token: 'mh_secret',
};

/** The way to the relay as `boot.ts` makes it, over a credential that is kept where the test can see it. */
export async function openAccess(
  { time, relay }: Pick<Profile, 'time' | 'relay'>,
  kept: { value: Credential | null } = { value: credential },
  clocks = createClocks(time, 0),
) {
  const ended: string[] = [];
  const access = createAccess({
    fetch: relay.fetch,
    clock: time,
    timers: time,
    clocks,
    log: () => {},
    credentials: {
      load: async () => kept.value,
      save: async (value) => void (kept.value = value),
      clear: async () => void (kept.value = null),
    },
    ended: (reason) => void ended.push(reason),
  });
  await access.load();
  return { access, ended, kept, clocks };
}

/** A browser profile: what outlives a worker. */
export function createProfile() {
  const time = new FakeTime();
  return { time, storage: new FakeStorage(), relay: new FakeRelay(time), badgeOnScreen: '' };
}
export type Profile = ReturnType<typeof createProfile>;

/** Starts a worker on a profile: the connection and the keeper as `boot.ts` joins them, up to the painted badge. */
export async function startWorker(profile: Profile, { random = 0.5 } = {}) {
  const { time, storage, relay } = profile;
  const painted: string[] = [];
  const events: string[] = [];
  const delivered: string[] = [];
  const cache = storedCache(storage);
  const kept = await cache.load();
  const clocks = createClocks(time, kept.clockOffsetMs);
  const keeper = createKeeper({
    cache,
    start: kept.state,
    clockOffsetMs: clocks.offsetMs,
    paint: async () => {
      const { text } = badge(
        noticesOf(plainStanding({ ...keeper.state(), now: clocks.relayNow() })),
        client.link(),
      );
      profile.badgeOnScreen = text;
      painted.push(text);
      events.push(`painted ${text}`);
    },
    delivered: async (revisions) => {
      delivered.push(...revisions.map((r) => `${r.incidentId}@${r.revision}`));
      events.push('receipt');
    },
    log: () => {},
  });
  const told = { wiped: 0, updates: 0, why: '' };
  const { access } = await openAccess(profile, { value: credential }, clocks);
  const client = createRelayClient({
    clock: time,
    clocks,
    timers: time,
    random: () => random,
    call: access.call,
    openSocket: relay.openSocket,
    memory: storedLinkMemory(storage),
    log: () => {},
    state: keeper.state,
    setState: (state) => void keeper.set(state),
    repaint: keeper.repaint,
    hasEnded: () => told.why !== '',
    end: async (reason) => {
      told.wiped += 1;
      told.why = reason;
      await client.use(null, 'afresh');
    },
    requestUpdate: () => {
      told.updates += 1;
    },
  });
  await client.use(credential.relayUrl, 'remembered');
  await settle();
  return { client, keeper, clocks, painted, events, delivered, told };
}

/** A worker whose stream is open and holds a snapshot of nothing at offset 5. */
export async function startCurrentWorker(profile: Profile, options: { random?: number } = {}) {
  const worker = await startWorker(profile, options);
  await connect(profile);
  return worker;
}

/** The relay's part of a connection, up to a snapshot. */
export async function connect(
  { relay }: Profile,
  message = relay.snapshot({ epoch: 'e1', offset: 5 }),
): Promise<void> {
  relay.newest().open();
  relay.newest().say(message);
  await settle();
}

/** The worker dies: its timers and its socket with it. */
export function killWorker({ time, relay }: Profile): void {
  time.killTimers();
  relay.sockets.length = 0;
}
