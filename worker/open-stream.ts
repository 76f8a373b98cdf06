import { apiTable } from '../shared/protocol/api-table.ts';
import { readTicket } from './auth/ticket.ts';
import { nowMs } from './clock.ts';
import type { Env } from './env.ts';
import { handoverHeaders } from './hub/shard/ticket-headers.ts';
import { refuseUnconfigured } from './http/refuse-unconfigured.ts';
import { problemFor } from './http/problem-response.ts';
import { errorName, log } from './log.ts';

export const STREAM_PATH: string = apiTable.openStream.path;

/**
 * Opens the stream for a ticket, which comes as the sub-protocol `ticket.<ticket>` beside `masthead.v1`. The ticket is
 * verified here, before any object is woken; that it is used once only is the shard's to know.
 */
export async function openStream(request: Request, env: Env): Promise<Response> {
  const unconfigured = await refuseUnconfigured(request, env);
  if (unconfigured) return unconfigured;
  if (request.headers.get('Upgrade')?.toLowerCase() !== 'websocket') return refuseToUpgrade();
  const protocols = (request.headers.get('Sec-WebSocket-Protocol') ?? '')
    .split(',')
    .map((part) => part.trim());
  if (!protocols.includes(PROTOCOL)) {
    return problemFor('upgrade_required', { detail: `The sub-protocol is ${PROTOCOL}.` });
  }
  const ticket = protocols.find((part) => part.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length);
  const facts = ticket ? await readTicket(env.MASTHEAD_KEY ?? '', ticket, nowMs()) : null;
  if (!facts) return problemFor('invalid_ticket');
  try {
    const shard = env.SHARD.get(env.SHARD.idFromName(facts.shard));
    return await shard.fetch('https://shard/', { headers: handoverHeaders(facts) });
  } catch (error) {
    log.warn('stream.failed', { shard: facts.shard, error: errorName(error) });
    return problemFor('overloaded');
  }
}

const PROTOCOL = 'masthead.v1';
const TICKET_PREFIX = 'ticket.';

/** A 426 names what to upgrade to. Source: RFC 9110 section 15.5.22. */
function refuseToUpgrade(): Response {
  const response = problemFor('upgrade_required');
  response.headers.set('Upgrade', 'websocket');
  return response;
}
