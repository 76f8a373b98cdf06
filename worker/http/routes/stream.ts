import { isRejection } from '../../../shared/core/rejection.ts';
import type { TicketAnswer } from '../../../shared/protocol/answers.ts';
import { apiTable } from '../../../shared/protocol/api-table.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import { makeTicket } from '../../auth/ticket.ts';
import { nowMs } from '../../clock.ts';
import type { ViewReading } from '../../hub/hub-api.ts';
import { isFull } from '../../hub/shard/socket-cap.ts';
import { randomHex } from '../../random.ts';
import { matchesTag } from '../conditional-headers.ts';
import type { Handlers } from '../handler.ts';
import { relayOrigin } from '../own-origin.ts';
import { problemFor } from '../problem-response.ts';
import { rateLimiter } from '../rate-limiter.ts';
import { stateMemo } from '../state-memo.ts';

export const streamRoutes: Pick<Handlers, 'getState' | 'createTicket' | 'openStream'> = {
  async getState({ request, actor, hub }) {
    const reading = await stateMemo.read(
      actor,
      async () => rateLimiter.refuse('state', actor.id) ?? hub((h) => h.readView(actor)),
    );
    return isRejection(reading) ? reading : stateResponse(request, reading);
  },

  async createTicket({ request, env, actor, hub }) {
    const place = await hub((h) => h.readPlace(actor));
    if (isRejection(place)) return place;
    const { shard, viewKey, version } = place;
    if (isFull(env.SHARD.idFromName(shard).toString(), env))
      return { rejected: 'too_many_sockets', detail: 'Come back later; nothing is lost meanwhile.' };
    const facts = {
      id: randomHex(16),
      expiresAtMs: nowMs() + limits.ticketMs,
      shard,
      viewKey,
      personId: actor.id,
      credentialId: actor.credentialId ?? null,
      version,
      endsAtMs: Date.parse(actor.endsAt ?? '') || 0,
    };
    const answer: TicketAnswer = {
      ticket: await makeTicket(env.MASTHEAD_KEY ?? '', facts),
      url: `${relayOrigin(request, env).replace(/^http/, 'ws')}${apiTable.openStream.path}`,
    };
    return { status: 201, body: JSON.stringify(answer) };
  },

  // A request that opens a stream does not come this far: worker/index.ts hands it over before any router. What does is none.
  async openStream() {
    return problemFor('upgrade_required');
  },
};

/** The tag is the position of the view and nothing else: no number in it is shared with another view. */
function stateResponse(request: Request, { shard, position, view, readAt }: ViewReading): Response {
  const etag = `"${shard}.${position.epoch}.${position.offset}"`;
  const headers = {
    ETag: etag,
    'Masthead-Confirmed-At': readAt,
    'Cache-Control': 'private, no-cache',
    Vary: 'Authorization, Cookie',
  };
  if (matchesTag(request, etag)) return new Response(null, { status: 304, headers });
  // The view is JSON already, and every browser asks for it: it is not parsed again.
  return new Response(`{"confirmedAt":${JSON.stringify(readAt)},${view.slice(1)}`, {
    headers: { ...headers, 'Content-Type': 'application/json' },
  });
}
