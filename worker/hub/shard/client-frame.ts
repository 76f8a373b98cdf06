import * as v from 'valibot';
import { ClientMessage, PING } from '../../../shared/protocol/client-message.ts';
import { limits } from '../../../shared/protocol/limits.ts';

/** How often a client has spoken in the minute that began at `sinceMs`. */
export interface Pace {
  readonly sinceMs: number;
  readonly frames: number;
  readonly hellos: number;
}

/** What a frame from a client is: a message, something that calls for no answer, or a breach of the protocol. */
export type ClientFrame =
  | { readonly kind: 'message'; readonly message: ClientMessage }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'broken'; readonly reason: string };

/** Reads one frame and counts it. Pure; the pace that comes back belongs into the socket's attachment. */
export function readClientFrame(
  data: string | ArrayBuffer,
  pace: Pace,
  nowMs: number,
): { readonly frame: ClientFrame; readonly pace: Pace } {
  const isSameMinute = nowMs - pace.sinceMs < 60_000;
  const before = isSameMinute ? pace : { sinceMs: nowMs, frames: 0, hellos: 0 };
  const frame = parseFrame(data);
  const after = {
    ...before,
    frames: before.frames + 1,
    hellos: before.hellos + (frame.kind === 'message' ? 1 : 0),
  };
  const isTooFast = after.frames > limits.clientFramesPerMinute || after.hellos > limits.hellosPerMinute;
  return { frame: isTooFast ? broken('too many frames') : frame, pace: after };
}

function parseFrame(data: string | ArrayBuffer): ClientFrame {
  if (typeof data !== 'string') return broken('frames are text');
  // The platform answers a ping, save in the moment before a shard knows its position: then it stays without an answer.
  if (data === PING) return { kind: 'unknown' };
  if (new TextEncoder().encode(data).length > limits.clientFrameBytes) return broken('frame too large');
  const json = parseJson(data);
  if (typeof json !== 'object' || json === null || !('type' in json) || typeof json.type !== 'string') {
    return broken('no message');
  }
  if (json.type !== ClientMessage.entries.type.literal) return { kind: 'unknown' };
  const parsed = v.safeParse(ClientMessage, json);
  return parsed.success ? { kind: 'message', message: parsed.output } : broken('malformed message');
}

function broken(reason: string): ClientFrame {
  return { kind: 'broken', reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
