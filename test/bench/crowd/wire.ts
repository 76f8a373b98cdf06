/*
 * As much of RFC 6455 as a generator needs, and no more: it must cost less than the servers it measures. Nothing is parsed
 * as JSON; of a message only its length and its offset are read.
 */

const NEEDLE = Buffer.from('"offset":');
const DIGIT_0 = 48;

/** A text frame from a client. The mask is all zeros, which masks nothing and is a mask all the same. */
export function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > 125) throw new Error('the generator sends short frames only');
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

/** The request that opens a stream. `protocols` are the sub-protocols asked for. */
export function upgradeRequest(port: number, path: string, protocols: readonly string[]): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    `Sec-WebSocket-Protocol: ${protocols.join(', ')}`,
    '\r\n',
  ].join('\r\n');
}

/** Hands on each whole text frame in the chunk and returns what is left over for the next one. Throws on a close frame. */
export function readFrames(chunk: Buffer, take: (payload: Buffer) => void): Buffer | null {
  let at = 0;
  while (chunk.length - at >= 2) {
    const short = chunk.readUInt8(at + 1);
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (chunk.length - at < head) break;
    const length = lengthOf(chunk, at, short);
    const end = at + head + length;
    if (chunk.length < end) break;
    if ((chunk.readUInt8(at) & 0x0f) === 8)
      throw new Error(`the server closes: ${closeReason(chunk, at + head)}`);
    take(chunk.subarray(at + head, end));
    at = end;
  }
  return at === chunk.length ? null : chunk.subarray(at);
}

/** The offset in a message; it stands in the first hundred bytes. -1 where there is none. */
export function offsetIn(payload: Buffer): number {
  let at = payload.indexOf(NEEDLE);
  if (at === -1) return -1;
  at += NEEDLE.length;
  let offset = 0;
  for (let digit = payload[at] ?? 0; digit >= DIGIT_0 && digit < DIGIT_0 + 10; digit = payload[at] ?? 0) {
    offset = offset * 10 + digit - DIGIT_0;
    at += 1;
  }
  return offset;
}

function lengthOf(chunk: Buffer, at: number, short: number): number {
  if (short < 126) return short;
  return short === 126 ? chunk.readUInt16BE(at + 2) : Number(chunk.readBigUInt64BE(at + 2));
}

function closeReason(chunk: Buffer, at: number): string {
  return chunk.length >= at + 2 ? `${chunk.readUInt16BE(at)} ${chunk.toString('utf8', at + 2)}` : 'no reason';
}
