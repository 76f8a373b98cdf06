import { readFileSync } from 'node:fs';
import { constants, inflateRawSync } from 'node:zlib';

/** What a sender leaves out at the end of each message. */
const DEFLATE_TAIL = Buffer.from([0, 0, 0xff, 0xff]);

interface NetEvent {
  readonly type: number;
  readonly source: { readonly id: number };
  readonly params?: { readonly url?: string; readonly initiator?: string; readonly bytes?: string };
}

/** What a browser has sent, from the log that it keeps itself. Source: net/log/net_log_event_type_list.h of Chromium. */
export interface NetLog {
  /** Addresses that documents and workers of an origin asked for. */
  readonly askedBy: (origin: string) => string[];
  /** All bytes that were sent on connections with a server, the frames of its sockets unmasked. */
  readonly sentTo: (host: string) => Buffer;
}

/** Reads the log of a browser that is closed. */
export function readNetLog(path: string): NetLog {
  const { constants: names, events } = JSON.parse(readFileSync(path, 'utf8')) as {
    constants: { logEventTypes: Record<string, number> };
    events: NetEvent[];
  };
  const named = (name: string) => events.filter(({ type }) => type === names.logEventTypes[name]);
  const sent = new Map<number, Buffer[]>();
  for (const { source, params } of named('SOCKET_BYTES_SENT')) {
    if (params?.bytes)
      sent.set(source.id, [...(sent.get(source.id) ?? []), Buffer.from(params.bytes, 'base64')]);
  }
  return {
    askedBy: (origin) =>
      named('URL_REQUEST_START_JOB').flatMap(({ params }) =>
        params?.initiator === origin && params.url ? [params.url] : [],
      ),
    sentTo: (host) =>
      Buffer.concat(
        [...sent.values()]
          .map((parts) => Buffer.concat(parts))
          .filter((bytes) => bytes.includes(`Host: ${host}\r\n`))
          .map(unmasked),
      ),
  };
}

/** The bytes of a connection; where it became a WebSocket, its frames in the clear (RFC 6455 section 5.2, RFC 7692 section 7.2). */
function unmasked(bytes: Buffer): Buffer {
  const head = bytes.indexOf('\r\n\r\n') + 4;
  if (!/^upgrade: websocket\r$/im.test(bytes.toString('latin1', 0, head))) return bytes;
  const plain = [bytes.subarray(0, head)];
  const deflated: Buffer[] = [];
  for (let at = head; at + 6 <= bytes.length;) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const [extra, length] = short === 126 ? [2, bytes.readUInt16BE(at + 2)] : [0, short];
    const mask = bytes.subarray(at + 2 + extra, at + 6 + extra);
    const body = bytes.subarray(at + 6 + extra, at + 6 + extra + length);
    const clear = Buffer.from(body.map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
    const isDeflated = ((bytes[at] ?? 0) & 0x40) !== 0;
    if (isDeflated) deflated.push(clear, DEFLATE_TAIL);
    else plain.push(clear);
    at += 6 + extra + length;
  }
  // One stream for the whole connection: a message may refer to those before it.
  const inflated = inflateRawSync(Buffer.concat(deflated), { finishFlush: constants.Z_SYNC_FLUSH });
  return Buffer.concat([...plain, inflated]);
}
