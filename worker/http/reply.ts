import { isRejection } from '../../shared/core/rejection.ts';
import type { Answer } from '../hub/hub-api.ts';
import type { Reply } from './handler.ts';
import { problemResponse } from './problem-response.ts';

/** The response for what a handler came back with. */
export function replyResponse(reply: Reply): Response {
  if (reply instanceof Response) return reply;
  return isRejection(reply) ? problemResponse(reply) : answerResponse(reply);
}

/** An answer as JSON; its revision becomes its ETag, as `"3"`, which `If-Match` takes back. */
function answerResponse({ status, body, revision }: Answer): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  if (body !== null) headers.set('Content-Type', 'application/json');
  if (revision !== undefined) headers.set('ETag', `"${revision}"`);
  return new Response(body, { status, headers });
}
