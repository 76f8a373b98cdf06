import type { Applied } from '../../shared/core/client-state.ts';
import { PING } from '../../shared/protocol/client-message.ts';
import { closeCodes } from '../../shared/protocol/close-code.ts';
import type { Cursor } from '../../shared/protocol/cursor.ts';
import { limits, timing } from '../../shared/protocol/limits.ts';
import { type Reading, readServerMessage } from '../../shared/protocol/server-message.ts';
import type { Clock, Socket, Timers } from './ports.ts';

/** What the stream tells and asks its owner. */
export interface StreamOwner {
  cursor(): Cursor;
  /** Takes a message in. `roundTripMs` is set for the answer to a `hello`. */
  take(reading: Reading, roundTripMs: number | null): Applied['outcome'];
  /** Said once, after which the stream is silent. The code is the relay's, or what we closed with ourselves. */
  closed(code: number, reason: string): void;
}

export interface Stream {
  /** Asks for a sign of life now, where none is on its way. */
  ping(): void;
  /** Says `hello` again: the relay answers with its time and whatever is missing. */
  resync(): void;
  close(): void;
}

// The relay counts hellos in its own minute; one less keeps us clear of its border.
const HELLOS_PER_MINUTE = limits.hellosPerMinute - 1;

/**
 * Runs one socket from its opening to its end: `hello`, a ping every 20 s that is a gap check as well, `hello` again on a gap.
 * A socket that does not answer in time is given up by ourselves, since a half-open one would never say that it closed.
 */
export function runStream(
  socket: Socket,
  { clock, timers }: { clock: Clock; timers: Timers },
  owner: StreamOwner,
): Stream {
  let isOver = false;
  let isGreeted = false;
  let helloSentAtMs: number | null = null;
  let hellosAtMs: number[] = [];
  let cancelPing = () => {};
  let cancelHello = () => {};
  // Until the first answer to `hello`, the socket's opening included.
  let cancelAnswerDeadline = deadline();
  let cancelPongDeadline: (() => void) | null = null;

  socket.addEventListener('open', () => {
    if (isOver) return;
    sendHello();
    schedulePing();
  });
  socket.addEventListener('message', ({ data }) => {
    if (!isOver) receive(data);
  });
  socket.addEventListener('close', ({ code, reason }) => end(code, reason));

  function receive(data: unknown): void {
    const isText = typeof data === 'string' && data.length <= limits.serverFrameBytes;
    const reading: Reading = isText ? readServerMessage(data) : { kind: 'malformed' };
    if (reading.kind === 'malformed') return giveUp(closeCodes.protocolBroken);
    if (reading.kind === 'pong') {
      cancelPongDeadline?.();
      cancelPongDeadline = null;
    }
    if (owner.take(reading, roundTripOf(reading)) === 'gap') sendHello();
  }

  function roundTripOf(reading: Reading): number | null {
    const isAnswer =
      reading.kind === 'message' &&
      (reading.message.type === 'resume' || reading.message.type === 'snapshot');
    if (!isAnswer || helloSentAtMs === null) return null;
    const roundTripMs = clock.monotonicMs() - helloSentAtMs;
    helloSentAtMs = null;
    isGreeted = true;
    cancelAnswerDeadline();
    return roundTripMs;
  }

  function sendHello(): void {
    if (isOver || helloSentAtMs !== null) return;
    const now = clock.monotonicMs();
    hellosAtMs = hellosAtMs.filter((at) => now - at < 60_000);
    cancelHello();
    const [oldest] = hellosAtMs;
    if (oldest !== undefined && hellosAtMs.length >= HELLOS_PER_MINUTE) {
      cancelHello = timers.after(oldest + 60_000 - now, sendHello);
      return;
    }
    hellosAtMs.push(now);
    helloSentAtMs = now;
    cancelAnswerDeadline();
    cancelAnswerDeadline = deadline();
    socket.send(JSON.stringify({ type: 'hello', cursor: owner.cursor() }));
  }

  function schedulePing(): void {
    cancelPing();
    cancelPing = timers.after(timing.pingMs, ping);
  }

  function ping(): void {
    if (isOver) return;
    schedulePing();
    if (cancelPongDeadline) return;
    socket.send(PING);
    cancelPongDeadline = deadline();
  }

  function deadline(): () => void {
    return timers.after(timing.pongWithinMs, () => giveUp(closeCodes.noPong));
  }

  function giveUp(code: number): void {
    if (isOver) return;
    socket.close(code);
    end(code, '');
  }

  function end(code: number, reason: string): void {
    if (isOver) return;
    stop();
    owner.closed(code, reason);
  }

  function stop(): void {
    isOver = true;
    for (const cancel of [cancelPing, cancelHello, cancelAnswerDeadline, cancelPongDeadline]) cancel?.();
  }

  return {
    // Before the first answer its own deadline runs already, and a relay that has just started has no answer to a ping yet.
    ping: () => {
      if (isGreeted) ping();
    },
    // A socket that is still opening must not be written to.
    resync: () => {
      if (hellosAtMs.length > 0) sendHello();
    },
    close() {
      if (isOver) return;
      stop();
      socket.close(1000);
    },
  };
}
