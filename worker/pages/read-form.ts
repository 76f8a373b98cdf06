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

/**
 * Reads a form that may bring a file, as `multipart/form-data`: the file's text is the value of its field. The bytes are those of the
 * values, since a browser separates the parts anew each time.
 */
export async function readFileForm(request: Request, limit: number): Promise<SentForm | Rejection> {
  if (!request.headers.get('Content-Type')?.startsWith('multipart/form-data'))
    return readForm(request, limit);
  const bytes = await readBytes(request, limit);
  if (isRejection(bytes)) return bytes;
  const parts = new Response(bytes, { headers: request.headers }).formData();
  const form = await parts.catch(() => null);
  if (form === null) return { rejected: 'invalid_body', detail: 'Send the form of this page.' };
  const values = new URLSearchParams();
  for (const [name, value] of form)
    values.append(name, typeof value === 'string' ? value : await value.text());
  return { values, bytes: new TextEncoder().encode(values.toString()) };
}
