import type { Rejection } from '../../shared/core/rejection.ts';

/**
 * The body of a request up to `maxBytes`, or the refusal. Bytes are counted as they come: a `Content-Length` may lie or
 * be absent, and what is too large is not read to its end.
 */
export async function readBytes(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | Rejection> {
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBytes) return tooLarge(maxBytes);
  if (!request.body) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the rest of the stream.
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > maxBytes) return tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return joined(chunks, length);
}

function tooLarge(maxBytes: number): Rejection {
  return { rejected: 'body_too_large', detail: `A body here may hold ${maxBytes} bytes.` };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
