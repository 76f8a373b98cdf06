import { setTimeout as pause } from 'node:timers/promises';
import type { TicketAnswer } from '../../../shared/protocol/answers.ts';
import { Client } from '../../bench/crowd/client.ts';
import { checkoutIncident } from './catalogue.ts';
import { startTestRelay } from './relay.ts';
import { until } from './until.ts';

/** Each token opens as many sockets as one may have. */
const SOCKETS_EACH = 4;
const CLOSE_WITHIN_MS = 10_000;
/** Between two updates. */
const PACE_MS = 50;

/** What the revocation of one token showed. Times are milliseconds from the sending of the request. */
export interface Revoked {
  readonly status: number;
  readonly answeredMs: number;
  /** When each of its sockets heard that it is closed. */
  readonly closedMs: readonly number[];
  /** Frames that reached one of them after the answer, or with an update that was sent after it. */
  readonly framesAfter: number;
  readonly reasons: readonly string[];
}

export interface RevokedCrowd {
  /** Revokes a token amid updates, looks on, and puts another with as many sockets in its place. */
  revokeOne(random: () => number): Promise<Revoked>;
  /** Updates that every socket has held so far, and sockets that fell without having been revoked. */
  found(): { readonly sockets: number; readonly updates: number; readonly fellUnasked: number };
  close(): Promise<void>;
}

/** A program's token and its sockets. */
interface Holder {
  readonly id: string;
  readonly sockets: Watched[];
}

interface Watched {
  readonly client: Client;
  frameAt: number;
  closedAt: number | null;
  reason: string;
}

/** A real relay with so many sockets on it, four for each token, and updates that never pause. */
export async function openRevokedCrowd(sockets: number): Promise<RevokedCrowd> {
  const relay = await startTestRelay();
  const { port } = new URL(relay.url);
  const ask = askerOf(relay.url);
  await relay.api.saveService({ id: 'checkout', name: 'Checkout' });
  const publishing = publishOn(relay.api);
  let isRevoking: Holder | null = null;
  let fellUnasked = 0;

  const openSocket = async (token: string, holder: () => Holder): Promise<Watched> => {
    const { ticket } = await ask<TicketAnswer>('POST', '/api/v1/stream/tickets', token);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const watched: Watched = { client: undefined as never, frameAt: 0, closedAt: null, reason: '' };
    const protocols = ['masthead.v1', `ticket.${ticket}`];
    const client = new Client(Number(port), '/api/v1/stream', protocols, '{"type":"hello","cursor":null}', {
      onMessage: () => {
        watched.frameAt = performance.now();
        resolve();
      },
      onPong: () => undefined,
      onLost: (_client, reason) => {
        watched.closedAt = performance.now();
        watched.reason = reason;
        if (holder() !== isRevoking) fellUnasked += 1;
        reject(new Error(reason));
      },
    });
    await promise;
    return Object.assign(watched, { client });
  };
  const openHolder = async (): Promise<Holder> => {
    const wish = { name: 'Wallboard', role: 'stakeholder', scopes: ['state:read'] };
    const { admin } = relay.credentials;
    const { id, token } = await ask<{ id: string; token: string }>('POST', '/api/v1/tokens', admin, wish);
    const holder: Holder = { id, sockets: [] };
    for (let n = 0; n < SOCKETS_EACH; n += 1) holder.sockets.push(await openSocket(token, () => holder));
    return holder;
  };

  const holders: Holder[] = [];
  while (holders.length * SOCKETS_EACH < sockets) holders.push(await openHolder());
  publishing.start();
  return {
    async revokeOne(random) {
      const at = Math.floor(random() * holders.length);
      const holder = holders[at] as Holder;
      await pause(random() * 200);
      isRevoking = holder;
      const from = performance.now();
      const path = `/api/v1/tokens/${holder.id}`;
      const status = await ask.status('DELETE', path, relay.credentials.admin);
      const answeredAt = performance.now();
      await until('its sockets are closed', () => holder.sockets.every(isClosed), CLOSE_WITHIN_MS);
      // Whatever is still on its way to them would come with these.
      await publishing.next(2);
      const revoked = {
        status,
        answeredMs: answeredAt - from,
        closedMs: holder.sockets.map(({ closedAt }) => (closedAt ?? Infinity) - from),
        framesAfter: holder.sockets.filter(({ frameAt }) => frameAt > answeredAt).length,
        reasons: [...new Set(holder.sockets.map(({ reason }) => reason))],
      };
      isRevoking = null;
      holders[at] = await openHolder();
      return revoked;
    },
    found: () => ({ sockets: holders.length * SOCKETS_EACH, updates: publishing.count(), fellUnasked }),
    async close() {
      await publishing.stop();
      for (const { sockets: own } of holders) for (const { client } of own) client.leave();
      await relay.discard();
    },
  };
}

const isClosed = ({ closedAt }: Watched) => closedAt !== null;

/** Posts updates one after the other, at a steady pace; a new incident every twenty. */
function publishOn(api: Awaited<ReturnType<typeof startTestRelay>>['api']) {
  let count = 0;
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const run = async () => {
    while (!stopped.signal.aborted) {
      const { id } = await api.open(checkoutIncident());
      for (let n = 0; n < 20 && !stopped.signal.aborted; n += 1) {
        await api.update(id, { message: `Still on it (${n}).` });
        count += 1;
        await pause(PACE_MS);
      }
      await api.update(id, { phase: 'resolved', message: 'Over.' });
    }
  };
  return {
    start: () => {
      running = run();
      // Whoever waits for the next update finds out; `stop` rejects with it.
      running.catch(() => undefined);
    },
    count: () => count,
    next: async (more: number) => {
      const goal = count + more;
      await until('more updates', () => count >= goal);
    },
    stop: () => {
      stopped.abort();
      return running;
    },
  };
}

function askerOf(url: string) {
  const request = (method: string, path: string, token: string, json?: object) =>
    fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, ...(json && { 'content-type': 'application/json' }) },
      ...(json && { body: JSON.stringify(json) }),
    });
  const ask = async <Answer>(...args: Parameters<typeof request>): Promise<Answer> => {
    const response = await request(...args);
    if (!response.ok) throw new Error(`${args[0]} ${args[1]} was answered ${response.status}`);
    return (await response.json()) as Answer;
  };
  return Object.assign(ask, {
    status: async (...args: Parameters<typeof request>): Promise<number> => {
      const response = await request(...args);
      await response.arrayBuffer();
      return response.status;
    },
  });
}
