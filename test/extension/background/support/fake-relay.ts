import type { Fetch, OpenSocket, Socket } from '../../../../extension/background/ports.ts';
import type { Position } from '../../../../shared/protocol/cursor.ts';
import { pongText, type ServerMessage } from '../../../../shared/protocol/server-message.ts';
import type { View } from '../../../../shared/protocol/view.ts';
import type { FakeTime } from './fake-time.ts';

type Listeners = {
  open: (() => void)[];
  message: ((event: { data: unknown }) => void)[];
  close: ((event: { code: number; reason: string }) => void)[];
};

/** The relay's end of a socket. What the client sends is kept; what it hears is said by the test. */
export class FakeSocket implements Socket {
  readonly sent: string[] = [];
  readonly url: string;
  readonly protocols: readonly string[];
  closedWith: number | null = null;
  readonly #listeners: Listeners = { open: [], message: [], close: [] };

  constructor(url: string, protocols: readonly string[]) {
    this.url = url;
    this.protocols = protocols;
  }

  send(text: string): void {
    this.sent.push(text);
  }
  close(code = 1005): void {
    this.closedWith = code;
  }
  addEventListener<Type extends keyof Listeners>(type: Type, listen: Listeners[Type][number]): void {
    (this.#listeners[type] as Listeners[Type][number][]).push(listen);
  }

  open(): void {
    for (const listen of this.#listeners.open) listen();
  }
  say(message: ServerMessage | Record<string, unknown>): void {
    this.sayText(JSON.stringify(message));
  }
  sayText(data: unknown): void {
    for (const listen of this.#listeners.message) listen({ data });
  }
  drop(code: number, reason = ''): void {
    for (const listen of this.#listeners.close) listen({ code, reason });
  }
  hellos(): unknown[] {
    return this.sent.filter((text) => text !== 'ping').map((text) => JSON.parse(text) as unknown);
  }
  pings(): number {
    return this.sent.filter((text) => text === 'ping').length;
  }
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Answers calls as a test says, and keeps them. */
export class FakeRelay {
  readonly calls: { url: string; init: RequestInit }[] = [];
  readonly sockets: FakeSocket[] = [];
  /** What the next calls are answered with; `unreachable` is a network error, `silent` no answer at all. */
  answer: Answer | 'unreachable' | 'silent' = this.ticket();
  readonly #time: FakeTime;

  constructor(time: FakeTime) {
    this.#time = time;
  }

  ticket(): Answer {
    return { status: 201, body: { ticket: 'tkt', url: 'wss://relay.example.com/api/v1/stream' } };
  }

  readonly fetch: Fetch = async (url, init) => {
    this.calls.push({ url, init: { ...init, headers: Object.fromEntries(new Headers(init.headers)) } });
    const { answer } = this;
    if (answer === 'unreachable') throw new TypeError('Failed to fetch');
    if (answer === 'silent') {
      return new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    }
    const body = answer.body === undefined ? null : JSON.stringify(answer.body);
    return new Response(body, { status: answer.status, ...(answer.headers && { headers: answer.headers }) });
  };

  readonly openSocket: OpenSocket = (url, protocols) => {
    const socket = new FakeSocket(url, protocols);
    this.sockets.push(socket);
    return socket;
  };

  newest(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }

  now(): string {
    return new Date(this.#time.wallMs()).toISOString();
  }

  resume(position: Position): ServerMessage {
    return { type: 'resume', ...this.#meeting(position) };
  }

  snapshot(position: Position, view: Partial<View> = {}): ServerMessage {
    return {
      type: 'snapshot',
      ...this.#meeting(position),
      view: { services: [], tools: [], incidents: [], maintenances: [], ...view },
    };
  }

  pong(position: Position): string {
    return pongText(position, this.now());
  }

  #meeting(position: Position) {
    return {
      position,
      relayNow: this.now(),
      vouchedAt: this.now(),
      spreadMs: 2_000,
      own: { acknowledged: {} },
    };
  }
}
