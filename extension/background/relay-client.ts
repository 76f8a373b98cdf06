import { assertNever } from '../../shared/core/assert-never.ts';
import {
  type Applied,
  applyPong,
  applyServerMessage,
  type ClientState,
} from '../../shared/core/client-state.ts';
import type { LinkState } from '../../shared/core/link-state.ts';
import { retryDelayMs } from '../../shared/core/retry.ts';
import { afterClose } from '../../shared/protocol/close-code.ts';
import { endingOf, type Ending } from '../../shared/protocol/ending.ts';
import { spreadMsFor, timing } from '../../shared/protocol/limits.ts';
import type { Reading } from '../../shared/protocol/server-message.ts';
import type { Clocks } from './clocks.ts';
import type { Call } from './authorised-fetch.ts';
import { createLinkWatch } from './link-watch.ts';
import type { Clock, Log, OpenSocket, Timers } from './ports.ts';
import { freshLinkMemory, type LinkMemory } from './store.ts';
import { runStream, type Stream } from './stream.ts';
import type { Stored } from './stored.ts';
import { buyTicket, type TicketResult } from './ticket.ts';

export interface RelayClientPorts {
  readonly clock: Clock;
  readonly clocks: Clocks;
  readonly timers: Timers;
  readonly random: () => number;
  readonly call: Call;
  readonly openSocket: OpenSocket;
  readonly memory: Stored<LinkMemory>;
  readonly log: Log;
  readonly state: () => ClientState;
  /** Takes a new state in; whoever keeps it stores it before it is painted. */
  readonly setState: (state: ClientState) => void;
  /** The link may read otherwise now. Settled when that is painted. */
  readonly repaint: () => Promise<void>;
  /** The relay has ended the pairing: forget everything but why. */
  readonly end: (reason: Ending) => Promise<void>;
  /** Whether that is how this browser came to be unpaired. */
  readonly hasEnded: () => boolean;
  /** The relay wants a newer extension. */
  readonly requestUpdate: () => void;
}

export interface RelayClient {
  /** Begins with what is remembered, or anew where the pairing is another one. `null` ends every contact. */
  readonly use: (relayUrl: string | null, start: 'remembered' | 'afresh') => Promise<void>;
  /** An event of the browser: goes on with what a dead timer left. An urgent one shortens a wait that is our own. */
  readonly wake: (how: 'calmly' | 'urgently') => void;
  readonly link: () => LinkState;
}

const HOUR_MS = 3_600_000;
const REFUSED_RETRY_MS = 5 * 60_000;
/** A page that asks again whenever it is told of a change must not turn each failed attempt into the next one. */
const URGENT_AFTER_MS = 2_000;
const SUB_PROTOCOL = 'masthead.v1';

/**
 * Keeps one stream to the relay. A browser that is cut off says so before it waits, since the badge stays painted after the
 * worker has died waiting; and what must be waited for is remembered, since the next event may meet a new worker.
 */
export function createRelayClient(ports: RelayClientPorts): RelayClient {
  const { clock, clocks, timers, log } = ports;
  let relayUrl: string | null = null;
  let memory: LinkMemory = freshLinkMemory;
  let stream: Stream | null = null;
  /** Grows with every new beginning, so that an answer to an older one is known for what it is. */
  let generation = 0;
  let isBuying = false;
  let isSettled = false;
  let attemptedAtMs = -Infinity;
  let spreadMs = spreadMsFor(1);
  let cancelWait: (() => void) | null = null;
  const watch = createLinkWatch({ ...ports, confirmedAt: () => ports.state().confirmedAt });

  async function use(next: string | null, start: 'remembered' | 'afresh'): Promise<void> {
    generation += 1;
    isBuying = false;
    stream?.close();
    stream = null;
    cancelWait?.();
    cancelWait = null;
    watch.reset();
    relayUrl = next;
    if (start === 'afresh') await ports.memory.clear();
    memory = await ports.memory.load();
    await watch.show();
    if (relayUrl !== null) goOn();
  }

  function wake(how: 'calmly' | 'urgently'): void {
    if (relayUrl === null) return;
    if (stream) {
      if (!clocks.areTrusted()) {
        stream.resync();
        inBackground(watch.show());
      }
      if ((watch.confirmedAgeMs() ?? Infinity) > timing.pingMs) stream.ping();
      return;
    }
    const isLongAgo = clock.monotonicMs() - attemptedAtMs >= URGENT_AFTER_MS;
    if (how === 'urgently' && isLongAgo && !memory.isImposed) memory = { ...memory, waitsUntilMs: null };
    goOn();
  }

  /** Attempts now, or waits for the rest of a wait. */
  function goOn(): void {
    if (isBuying || stream) return;
    cancelWait?.();
    cancelWait = null;
    const leftMs = (memory.waitsUntilMs ?? 0) - clock.wallMs();
    // A wait longer than any we give ourselves means that the clock was set back.
    if (leftMs > 0 && leftMs <= 2 * HOUR_MS) cancelWait = timers.after(leftMs, goOn);
    else inBackground(attempt());
  }

  async function attempt(): Promise<void> {
    if (relayUrl === null) return;
    isBuying = true;
    attemptedAtMs = clock.monotonicMs();
    const mine = ++generation;
    const result = await buyTicket(relayUrl, { ...ports, wallMs: clock.wallMs });
    if (mine !== generation) return;
    isBuying = false;
    await answerTicket(result);
  }

  async function answerTicket(result: TicketResult): Promise<void> {
    switch (result.kind) {
      case 'ticket':
        return connect(result.url, result.ticket);
      case 'refused':
        return wait(REFUSED_RETRY_MS, { isImposed: true, verdict: 'refused' });
      case 'outdated':
        ports.requestUpdate();
        return wait(HOUR_MS, { isImposed: true, verdict: 'outdated' });
      case 'wait':
        return wait(atLeast(result.atLeastMs), { isImposed: true });
      case 'failed':
        return backOff();
      default:
        return assertNever(result);
    }
  }

  function connect(url: string, ticket: string): void {
    isSettled = false;
    const mine = ++generation;
    const isMine = () => mine === generation;
    stream = runStream(ports.openSocket(url, [SUB_PROTOCOL, `ticket.${ticket}`]), ports, {
      cursor: () => ports.state().cursor,
      take: (reading, roundTripMs) => (isMine() ? take(reading, roundTripMs) : 'none'),
      closed: (code, reason) => {
        if (isMine()) inBackground(closed(code, reason));
      },
    });
  }

  function take(reading: Reading, roundTripMs: number | null): Applied['outcome'] {
    const applied = apply(reading);
    if (reading.kind === 'message' && roundTripMs !== null && 'relayNow' in reading.message) {
      clocks.synchronise(reading.message.relayNow, roundTripMs);
      spreadMs = reading.message.spreadMs;
      if (applied.outcome === 'confirmed') synchronised();
    }
    if (reading.kind === 'pong' && applied.outcome === 'confirmed') settled();
    ports.setState(applied.state);
    inBackground(watch.show());
    return applied.outcome;
  }

  function apply(reading: Reading): Applied {
    if (reading.kind === 'message') return applyServerMessage(ports.state(), reading.message);
    if (reading.kind === 'pong') return applyPong(ports.state(), reading.position, reading.vouchedAt);
    return { state: ports.state(), outcome: 'none' };
  }

  function synchronised(): void {
    watch.synchronised();
    memory = { ...memory, verdict: 'none', waitsUntilMs: null };
  }

  /** Only a stream that has held for a ping forgets the attempts before it: one that falls at once must not spin. */
  function settled(): void {
    if (isSettled) return;
    isSettled = true;
    memory = freshLinkMemory;
    inBackground(ports.memory.clear());
  }

  async function closed(code: number, reason: string): Promise<void> {
    log('link.closed', { code });
    stream = null;
    watch.lost();
    const next = afterClose(code, reason);
    switch (next.step) {
      case 'back_off':
        return backOff();
      case 'reconnect':
        if (next.dropsCursor) ports.setState({ ...ports.state(), cursor: null });
        return reconnect();
      case 'renew':
        return reconnect();
      case 'wait':
        return wait(atLeast(next.atLeastMs), { isImposed: true });
      case 'update':
        ports.requestUpdate();
        return wait(HOUR_MS, { isImposed: true, verdict: 'outdated' });
      case 'wipe':
        return ports.end(endingOf(reason));
      default:
        return assertNever(next);
    }
  }

  /** At once, but only once in a row. */
  function reconnect(): Promise<void> {
    return memory.attempt === 0 ? wait(0, { isImposed: false }) : backOff();
  }

  /** The first attempt after a loss is spread over the time that the relay named: all its clients fell together. */
  function backOff(): Promise<void> {
    const shape = { baseMs: timing.reconnectBaseMs, capMs: timing.reconnectCapMs };
    const delayMs =
      memory.attempt === 0
        ? Math.floor(ports.random() * spreadMs)
        : retryDelayMs(memory.attempt, ports.random(), shape);
    return wait(delayMs, { isImposed: false });
  }

  async function wait(
    ms: number,
    why: { isImposed: boolean; verdict?: LinkMemory['verdict'] },
  ): Promise<void> {
    const mine = ++generation;
    const attemptNumber = memory.attempt + 1;
    memory = {
      attempt: attemptNumber,
      waitsUntilMs: clock.wallMs() + ms,
      isImposed: why.isImposed,
      verdict: why.verdict ?? memory.verdict,
    };
    watch.waits(ms);
    log('link.waits', { ms, attempt: attemptNumber, verdict: memory.verdict });
    await ports.memory.save(memory);
    await watch.show();
    if (mine === generation) goOn();
  }

  const atLeast = (ms: number) => Math.floor(ms + ports.random() * ms);

  function inBackground(work: Promise<void>): void {
    work.catch((error: unknown) =>
      log('link.failed', { name: error instanceof Error ? error.name : 'unknown' }),
    );
  }

  return { use, wake, link: () => watch.link(relayUrl !== null, memory.verdict) };
}
