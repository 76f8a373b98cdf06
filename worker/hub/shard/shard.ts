import { DurableObject } from 'cloudflare:workers';
import { closeCodes } from '../../../shared/protocol/close-code.ts';
import { type Cursor, isAhead, type Position } from '../../../shared/protocol/cursor.ts';
import { limits, timing } from '../../../shared/protocol/limits.ts';
import { pongText, readServerMessage } from '../../../shared/protocol/server-message.ts';
import { PING } from '../../../shared/protocol/client-message.ts';
import { now, nowMs } from '../../clock.ts';
import type { Env } from '../../env.ts';
import { hubOf } from '../../http/hub-stub.ts';
import { problemFor } from '../../http/problem-response.ts';
import { errorName, log } from '../../log.ts';
import type { Revocation, ShardApi, ShardChange, StreamPlace } from '../hub-api.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { migrate } from '../migrate.ts';
import { shardMigrations } from '../migrations.ts';
import { readClientFrame } from './client-frame.ts';
import { Connections } from './connections.ts';
import { type Held, ownText } from './frame-text.ts';
import { Greeter } from './greeter.ts';
import {
  closeReasons,
  concerns,
  forgetOldRevoked,
  isRevoked,
  lastRevokedMs,
  rememberRevoked,
} from './revoked.ts';
import { isFull } from './socket-cap.ts';
import { Stream } from './stream.ts';
import { factsOf } from './ticket-headers.ts';
import { forgetOldTickets, useTicket } from './tickets.ts';

/** How soon after a pass the shard reports who was served, so that the receipts of the first stage get in. */
const REPORT_AFTER_MS = 1_000;
/** How soon it asks again where the hub did not answer. */
const ASK_AGAIN_MS = 5_000;

/**
 * Holds the sockets of one view. It owns nothing that could be lost: the view is the hub's, and what it keeps of its own
 * (which tickets were used) only has to outlive them.
 */
export class Shard extends DurableObject<Env> implements ShardApi {
  readonly #connections: Connections;
  readonly #stream: Stream;
  readonly #greeter: Greeter;
  readonly #askHub;
  #place: StreamPlace | null;
  #reportAtMs: number | null = null;
  #armedFor: number | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, shardMigrations, now());
    this.#place = placeIn(ctx.storage.sql);
    const served = servedPosition(ctx);
    this.#askHub = hubOf(env, { isRepeatable: true });
    this.#connections = new Connections(ctx, served?.offset ?? null);
    this.#stream = new Stream(this.#connections, served, {
      onServed: (held, hasSent) => this.#noteServed(held, hasSent),
      onLost: (connection) => this.#greeter.add(connection, null),
    });
    this.#greeter = new Greeter(this.#connections, {
      readOwn: (people) => this.#askHub((hub) => hub.readOwn(this.#introduced().viewKey, people)),
      loadHeld: (cursor) => this.#loadHeld(cursor),
    });
  }

  /** Opens a socket for a ticket that the worker has verified. */
  override async fetch(request: Request): Promise<Response> {
    const ticket = factsOf(request.headers);
    if (isFull(this.ctx.id.toString(), this.env)) return problemFor('too_many_sockets');
    const { sql } = this.ctx.storage;
    if (isRevoked(sql, ticket) || !useTicket(sql, ticket.id, ticket.expiresAtMs))
      return problemFor('invalid_ticket');
    this.#introduce(ticket);
    this.#makeRoomFor(ticket.credentialId);
    const { 0: client, 1: server } = new WebSocketPair();
    this.#connections.accept(server, ticket, nowMs());
    this.#armBy(nowMs() + limits.helloWithinMs);
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: { 'Sec-WebSocket-Protocol': 'masthead.v1' },
    });
  }

  async publish(change: ShardChange): Promise<void> {
    this.#introduce(change);
    this.#revoke(change.revoked);
    for (const personId of change.moved) this.#sendAway(personId);
    this.#stream.take(change);
    for (const [personId, own] of Object.entries(change.own)) {
      this.#greeter.noteOwn(personId, own);
      for (const connection of this.#connections.ofPerson(personId))
        this.#connections.send(connection, ownText(own));
    }
    this.#greeter.retell(change.retell);
  }

  override async webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): Promise<void> {
    const connection = this.#connections.of(socket);
    if (!connection) return;
    const { frame, pace } = readClientFrame(data, connection.attachment.pace, nowMs());
    this.#connections.change(connection, { pace });
    if (frame.kind === 'broken') this.#connections.close(connection, closeCodes.protocolBroken, frame.reason);
    if (frame.kind === 'message') this.#greeter.add(connection, frame.message.cursor);
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    this.#connections.answerClose(socket, code);
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    this.#connections.forget(socket);
  }

  /** One alarm for all that time brings. It never throws: the platform would give it up. */
  override async alarm(): Promise<void> {
    this.#armedFor = null;
    try {
      forgetOldTickets(this.ctx.storage.sql, nowMs());
      forgetOldRevoked(this.ctx.storage.sql, nowMs());
      this.#closeOverdue();
      if (this.#connections.size > 0 && this.#isVouchDue()) await this.#vouch();
    } catch (error) {
      this.#reportAtMs = nowMs() + ASK_AGAIN_MS;
      log.warn('vouch.failed', { error: errorName(error) });
    }
    this.#arm();
  }

  /** Remembers which view this is. */
  #introduce({ viewKey, shard }: StreamPlace): void {
    if (this.#place?.viewKey === viewKey) return;
    this.#place = { viewKey, shard };
    writeMeta(this.ctx.storage.sql, 'view_key', viewKey);
    writeMeta(this.ctx.storage.sql, 'shard', shard);
  }

  /** Which view this is, as the shard was told before it had any socket. */
  #introduced(): StreamPlace {
    if (!this.#place) throw new Error('a shard without a view has no sockets');
    return this.#place;
  }

  /** Nothing that is told after this reaches a socket that it concerns, nor lets one in. */
  #revoke(revoked: readonly Revocation[]): void {
    if (revoked.length === 0) return;
    rememberRevoked(this.ctx.storage.sql, revoked, nowMs());
    for (const connection of this.#connections.all()) {
      const found = revoked.find((revocation) => concerns(revocation, connection.attachment));
      if (found) this.#connections.close(connection, closeCodes.revoked, closeReasons[found.kind]);
    }
    // Where somebody is connected, the next report is sooner.
    if (this.#connections.size === 0) this.#arm();
  }

  /** The oldest goes, which most likely nobody holds any more; a browser that does hold it waits, or the two would push each other out. */
  #makeRoomFor(credentialId: string | null): void {
    const held = this.#connections.ofCredential(credentialId);
    for (const connection of held.slice(0, Math.max(0, held.length - limits.socketsPerDevice + 1)))
      this.#connections.close(connection, closeCodes.wait, '60000');
  }

  #sendAway(personId: string): void {
    for (const connection of this.#connections.ofPerson(personId)) {
      this.#connections.close(connection, closeCodes.moved, 'another view');
    }
  }

  #closeOverdue(): void {
    for (const connection of this.#connections.all()) {
      const { connectedAtMs, endsAtMs, isReady } = connection.attachment;
      const ageMs = nowMs() - connectedAtMs;
      if (!isReady && ageMs >= limits.helloWithinMs) {
        this.#connections.close(connection, closeCodes.protocolBroken, 'no hello');
      } else if (endsAtMs && endsAtMs <= nowMs()) {
        this.#connections.close(connection, closeCodes.credentialExpired, 'credential expired');
      } else if (ageMs >= limits.socketAgeMs) {
        this.#connections.close(connection, closeCodes.moved, 'time for a new socket');
      }
    }
  }

  async #loadHeld(cursor: Cursor): Promise<Held | null> {
    const { held } = this.#stream;
    const isFresh = held && nowMs() - Date.parse(held.vouchedAt) < timing.vouchMs;
    // A client that was sent more than is held here must not be led back: the hub knows which of the two is behind.
    if (isFresh && !isAhead(cursor, held.position)) return held;
    await this.#vouch();
    return this.#stream.held;
  }

  /** Reports who is here and asks where the view stands. Where the shard is no longer the view's, everybody has to go. */
  async #vouch(): Promise<void> {
    const { held, servedTo } = this.#stream;
    this.#reportAtMs = null;
    const answer = await this.#askHub((hub) =>
      hub.vouch({
        ...this.#introduced(),
        known: held?.position ?? null,
        servedTo,
        people: this.#connections.people(),
      }),
    );
    if (!answer) {
      for (const connection of this.#connections.all()) {
        this.#connections.close(connection, closeCodes.moved, 'another shard');
      }
      return;
    }
    this.#revoke(answer.revoked);
    const view = answer.view ?? held?.view;
    if (view !== undefined) this.#stream.take({ ...answer, view, frames: [] });
  }

  #isVouchDue(): boolean {
    const { held } = this.#stream;
    if (!held || (this.#reportAtMs !== null && this.#reportAtMs <= nowMs())) return true;
    return nowMs() - Date.parse(held.vouchedAt) >= timing.vouchMs;
  }

  #noteServed({ position, vouchedAt }: Held, hasSent: boolean): void {
    const pong = pongText(position, vouchedAt);
    this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, pong));
    if (!hasSent) return;
    this.#reportAtMs = nowMs() + REPORT_AFTER_MS;
    this.#armBy(this.#reportAtMs);
  }

  #arm(): void {
    if (this.#connections.size === 0) {
      // Nobody comes to a shard that lies idle, and somebody who was erased must not stay in it.
      const untilMs = lastRevokedMs(this.ctx.storage.sql);
      if (untilMs !== null) this.#armBy(untilMs);
      return;
    }
    const { held } = this.#stream;
    const deadlines = [...this.#connections.all()]
      .filter(({ attachment }) => !attachment.isReady)
      .map(({ attachment }) => attachment.connectedAtMs + limits.helloWithinMs);
    const vouchAtMs = (held ? Date.parse(held.vouchedAt) : nowMs()) + timing.vouchMs;
    this.#armBy(Math.min(vouchAtMs, this.#reportAtMs ?? Infinity, ...deadlines));
  }

  #armBy(dueMs: number): void {
    if (this.#armedFor !== null && this.#armedFor <= dueMs) return;
    this.#armedFor = dueMs;
    // Not awaited: the output gate waits for this write as for every other.
    void this.ctx.storage.setAlarm(dueMs);
  }
}

/**
 * Up to where the greeted sockets of a shard that slept had been sent everything: the platform kept the answer to a ping,
 * which is replaced only when everybody has been served.
 */
function servedPosition(ctx: DurableObjectState): Position | null {
  const reading = readServerMessage(ctx.getWebSocketAutoResponse()?.response ?? '');
  return reading.kind === 'pong' ? reading.position : null;
}

/** The view that this shard was made for; `null` where nobody has told it yet. */
function placeIn(sql: SqlStorage): StreamPlace | null {
  const [viewKey, shard] = [readMeta(sql, 'view_key'), readMeta(sql, 'shard')];
  return viewKey === null || shard === null ? null : { viewKey, shard };
}
