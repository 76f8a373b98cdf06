import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { readBytes } from './read-body.ts';

/** A JSON body: its value, still unchecked, and its bytes, by which a repetition is known. */
export interface JsonBody {
  readonly value: unknown;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads a JSON body within the limits, or says what is wrong with it. */
export async function readJson(request: Request): Promise<JsonBody | Rejection> {
  const bytes = await readBytes(request, limits.bodyBytes);
  if (isRejection(bytes)) return bytes;
  // By its bytes: the platform gives an empty POST a body that ends at once, and not `null`.
  if (bytes.length === 0) return missing;
  if (mediaType(request) !== 'application/json')
    return { rejected: 'wrong_content_type', detail: 'Send Content-Type: application/json.' };
  const value = parse(bytes);
  if (value === undefined)
    return { rejected: 'malformed_json', detail: 'The body must be one JSON value in UTF-8.' };
  if (!isShallow(value)) return tooDeep;
  return { value, bytes };
}

const missing: Rejection = { rejected: 'missing_body', detail: 'Send a JSON object as the body.' };

const tooDeep: Rejection = {
  rejected: 'json_too_deep',
  detail: `A body may be ${limits.jsonDepth} levels deep and hold ${limits.jsonKeys} keys.`,
};

/** The media type of a body; parameters such as `charset` may follow it (RFC 9110 section 8.3). */
export function mediaType({ headers }: Request): string | undefined {
  return headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Level by level and without recursion, so that depth itself cannot hurt. */
function isShallow(root: unknown): boolean {
  let keys = 0;
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    const nodes = level.filter((value): value is object => typeof value === 'object' && value !== null);
    if (nodes.length > 0 && depth >= limits.jsonDepth) return false;
    keys += nodes.reduce((sum, node) => sum + (Array.isArray(node) ? 0 : Object.keys(node).length), 0);
    if (keys > limits.jsonKeys) return false;
    level = nodes.flatMap((node): unknown[] => Object.values(node));
  }
  return true;
}
