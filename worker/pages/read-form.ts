import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { readBytes } from '../http/read-body.ts';

/** A form as a browser without script sends it, and its bytes, by which a repetition is known. */
export interface SentForm {
  readonly values: URLSearchParams;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads an `application/x-www-form-urlencoded` body within the limit. */
export async function readForm(
  request: Request,
  limit: number = limits.bodyBytes,
): Promise<SentForm | Rejection> {
  const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded')
    return { rejected: 'wrong_content_type', detail: 'Send the form of this page.' };
  const bytes = await readBytes(request, limit);
  return isRejection(bytes) ? bytes : { values: new URLSearchParams(new TextDecoder().decode(bytes)), bytes };
}
