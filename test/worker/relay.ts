import { env as rawEnv, exports } from 'cloudflare:workers';
import { reset } from 'cloudflare:test';
import { afterEach, beforeEach } from 'vitest';
import { localPerson } from '../../worker/auth/local-tokens.ts';
import { makeTicket } from '../../worker/auth/ticket.ts';
import { useClock } from '../../worker/clock.ts';
import type { Env } from '../../worker/env.ts';
import type { Answer, Caller } from '../../worker/hub/hub-api.ts';
import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import type { Command } from '../../shared/core/command.ts';
import { audience } from '../support/builders.ts';

export const env = rawEnv as unknown as Env;
export const liaison = localPerson('liaison');
export const admin = localPerson('admin');

/** A stakeholder by the first part of the address. */
export function person(name: string): Caller {
  return { kind: 'person', id: `${name}@example.com`, name, role: 'stakeholder' };
}

/** Far in the future, so that no alarm goes off before a test says so. */
export const START_MS = Date.parse('2090-01-01T00:00:00.000Z');
const clock = { ms: START_MS };

/** Sets the relay's clock before each test; it stands still until the test moves `ms` on. */
export function useStillClock(startMs: number, still = { ms: startMs }): { ms: number } {
  let putBack = () => {};
  beforeEach(() => {
    still.ms = startMs;
    putBack = useClock(() => still.ms);
  });
  afterEach(() => putBack());
  return still;
}

/** Moves the relay's clock on. */
export function pass(ms: number): void {
  clock.ms += ms;
}

export function at(offsetMs = 0): string {
  return new Date(clock.ms + offsetMs).toISOString();
}

/** Gives each test an empty relay and a clock of its own. */
export function useRelay(): void {
  beforeEach(emptyRelay);
  afterEach(() => reset());
  useStillClock(START_MS, clock);
}

const NO_SERVICES = JSON.stringify({ services: [] });

/** Leaves nothing of what was there before. A hub that somebody left while it was telling a shard can outlive one reset. */
export async function emptyRelay(): Promise<void> {
  while ((await hub().list('services')) !== NO_SERVICES) await reset();
  // The question has made a hub, with the clock of before.
  await reset();
}

export const hub = () => env.HUB.get(env.HUB.idFromName('hub'));
export const shardNamed = (name: string) => env.SHARD.get(env.SHARD.idFromName(name));

/** Carries a command out and reads the answer; throws where it is refused. */
export async function done<Noun = Record<string, unknown>>(
  command: Command,
  actor: Caller = liaison,
): Promise<Noun> {
  const answer = await hub().execute(actor, command, null);
  if (isRejection(answer)) throw new Error(`${answer.rejected}: ${answer.detail}`);
  return (answer.body === null ? null : JSON.parse(answer.body)) as Noun;
}

export function refusalOf(answer: Answer | Rejection): string {
  return isRejection(answer) ? answer.rejected : 'none';
}

export const checkout = { id: 'checkout', name: 'Checkout' };

/** An organisation with one service and the audience `board`, of which `ann` is a member. */
export async function organise(): Promise<void> {
  await done({ type: 'save_service', service: checkout }, admin);
  await done({ type: 'save_audience', audience: audience({ members: ['ann@example.com'] }) }, admin);
}

export interface Opened {
  readonly id: string;
  readonly revision: number;
}

export function open(title: string, audiences: string[] = []): Promise<Opened> {
  return done<Opened>({
    type: 'open_incident',
    input: {
      title,
      severity: 'sev2',
      services: [{ id: 'checkout', impact: 'partial_outage' }],
      phase: 'investigating',
      message: 'Some cards are refused.',
      links: [],
      audiences,
    },
  });
}

export function update(incidentId: string, message: string, more: object = {}): Promise<Opened> {
  return done<Opened>({ type: 'post_update', incidentId, input: { message, ...more } });
}

let tickets = 0;

/** A ticket for this person, as the relay would make it now. */
export async function ticketFor(
  actor: Caller,
  change: { shard?: string; ms?: number; endsInMs?: number } = {},
): Promise<string> {
  const place = await hub().readPlace(actor);
  if (isRejection(place)) throw new Error(place.rejected);
  tickets += 1;
  return makeTicket(env.MASTHEAD_KEY ?? '', {
    id: `ticket-${tickets}`,
    expiresAtMs: clock.ms + (change.ms ?? 60_000),
    shard: change.shard ?? place.shard,
    viewKey: place.viewKey,
    personId: actor.id,
    credentialId: actor.credentialId ?? null,
    version: place.version,
    endsAtMs: change.endsInMs === undefined ? 0 : clock.ms + change.endsInMs,
  });
}

/** The worker itself, as the world reaches it. */
export const relay = (exports as unknown as { default: Fetcher }).default;

export function requestStream(ticket: string): Promise<Response> {
  return relay.fetch('http://localhost/api/v1/stream', {
    headers: { Upgrade: 'websocket', 'Sec-WebSocket-Protocol': `masthead.v1, ticket.${ticket}` },
  });
}

/** The view of this person as the hub reads it; throws where it is refused. */
export async function readingOf(actor = person('ben')) {
  const reading = await hub().readView(actor);
  if ('rejected' in reading) throw new Error(reading.rejected);
  return reading;
}

/** The shard that serves this person. */
export const shardOf = async (actor = person('ben')) => shardNamed((await readingOf(actor)).shard);
