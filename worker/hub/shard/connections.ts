import { errorName, log } from '../../log.ts';
import type { Pace } from './client-frame.ts';
import type { Holder } from './revoked.ts';
import { noteSockets } from './socket-cap.ts';

/** What a socket keeps through hibernation, which forgets everything else. */
export interface Attachment extends Holder {
  /** When what it came with ends; 0 for never. */
  readonly endsAtMs: number;
  readonly connectedAtMs: number;
  /** Whether a `hello` of it was answered. */
  readonly isReady: boolean;
  readonly pace: Pace;
}

/** A socket of this shard. */
export interface Connection {
  readonly socket: WebSocket;
  attachment: Attachment;
  /** Up to where it was sent everything; `null` until it is greeted. */
  offset: number | null;
}

const NORMAL = 1_000;

/** Codes that say how it went without a close frame stand in none (RFC 6455 section 7.4.1). */
function isSendable(code: number): boolean {
  return code === NORMAL || (code >= 3_000 && code <= 4_999);
}

/** The sockets of one shard, in the order in which they came. */
export class Connections {
  readonly #ctx: DurableObjectState;
  readonly #connections = new Map<WebSocket, Connection>();

  /** Takes up the sockets that slept; those that were greeted had been sent everything up to `servedOffset`. */
  constructor(ctx: DurableObjectState, servedOffset: number | null) {
    this.#ctx = ctx;
    for (const socket of ctx.getWebSockets()) {
      const attachment = socket.deserializeAttachment() as Attachment;
      this.#connections.set(socket, { socket, attachment, offset: attachment.isReady ? servedOffset : null });
    }
    this.#count();
  }

  get size(): number {
    return this.#connections.size;
  }

  /** A live iterator: who comes or goes while it runs is seen or skipped. */
  all(): MapIterator<Connection> {
    return this.#connections.values();
  }

  of(socket: WebSocket): Connection | undefined {
    return this.#connections.get(socket);
  }

  has({ socket }: Connection): boolean {
    return this.#connections.has(socket);
  }

  ofPerson(personId: string): Connection[] {
    return [...this.all()].filter(({ attachment }) => attachment.personId === personId);
  }

  /** What this device or token has open, oldest first; of what has no id of its own, nothing. */
  ofCredential(credentialId: string | null): Connection[] {
    if (credentialId === null) return [];
    return [...this.all()].filter(({ attachment }) => attachment.credentialId === credentialId);
  }

  /** The people who were greeted, each once. */
  people(): string[] {
    const greeted = [...this.all()].filter(({ attachment }) => attachment.isReady);
    return [...new Set(greeted.map(({ attachment }) => attachment.personId))];
  }

  accept(socket: WebSocket, ticket: Holder & Pick<Attachment, 'endsAtMs'>, nowMs: number): void {
    const pace = { sinceMs: nowMs, frames: 0, hellos: 0 };
    const { personId, credentialId, version, endsAtMs } = ticket;
    const holder = { personId, credentialId, version };
    const attachment = { ...holder, endsAtMs, connectedAtMs: nowMs, isReady: false, pace };
    this.#ctx.acceptWebSocket(socket);
    socket.serializeAttachment(attachment);
    this.#connections.set(socket, { socket, attachment, offset: null });
    this.#count();
  }

  change(connection: Connection, change: Partial<Attachment>): void {
    connection.attachment = { ...connection.attachment, ...change };
    connection.socket.serializeAttachment(connection.attachment);
  }

  /** Sends a text; a socket that takes none any more is let go. */
  send(connection: Connection, text: string): void {
    try {
      connection.socket.send(text);
    } catch (error) {
      log.info('socket.lost', { error: errorName(error) });
      this.forget(connection.socket);
    }
  }

  close(connection: Connection, code: number, reason: string): void {
    this.forget(connection.socket);
    connection.socket.close(code, reason);
  }

  /** Ends the closing handshake that a client began (RFC 6455 section 7.1.1): nobody else does, and both sides would wait. */
  answerClose(socket: WebSocket, code: number): void {
    this.forget(socket);
    try {
      socket.close(isSendable(code) ? code : NORMAL);
    } catch {
      // It is gone already, or we were the first to close.
    }
  }

  forget(socket: WebSocket): void {
    this.#connections.delete(socket);
    this.#count();
  }

  #count(): void {
    noteSockets(this.#ctx.id.toString(), this.#connections.size);
  }
}
