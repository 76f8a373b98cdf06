import { expect, vi } from 'vitest';
import { applyServerMessage, type ClientState, emptyClientState } from '../../shared/core/client-state.ts';
import type { Cursor } from '../../shared/protocol/cursor.ts';
import { readServerMessage, type ServerMessage } from '../../shared/protocol/server-message.ts';
import type { Caller } from '../../worker/hub/hub-api.ts';
import { requestStream, ticketFor } from './relay.ts';

/** A browser on the stream: applies what it hears as the extension does, and remembers it. */
export class Browser {
  readonly socket: WebSocket;
  readonly texts: string[] = [];
  readonly messages: ServerMessage[] = [];
  readonly pongs: string[] = [];
  state: ClientState;
  hasSeenGap = false;
  closeCode: number | null = null;
  closeReason = '';

  constructor(socket: WebSocket, state: ClientState) {
    this.socket = socket;
    this.state = state;
    socket.accept();
    socket.addEventListener('message', ({ data }) => this.#hear(String(data)));
    socket.addEventListener('close', ({ code, reason }) => {
      this.closeCode = code;
      this.closeReason = reason;
    });
  }

  hello(cursor: Cursor = this.state.cursor): void {
    this.socket.send(JSON.stringify({ type: 'hello', cursor }));
  }

  of<Type extends ServerMessage['type']>(type: Type): Extract<ServerMessage, { type: Type }>[] {
    return this.messages.filter((message) => message.type === type) as Extract<
      ServerMessage,
      { type: Type }
    >[];
  }

  #hear(text: string): void {
    const reading = readServerMessage(text);
    if (reading.kind === 'pong') {
      this.pongs.push(text);
      return;
    }
    if (reading.kind !== 'message') throw new Error(`not a message: ${text.slice(0, 200)}`);
    this.texts.push(text);
    this.messages.push(reading.message);
    const { state, outcome } = applyServerMessage(this.state, reading.message);
    this.state = state;
    this.hasSeenGap ||= outcome === 'gap';
  }
}

/** Connects and waits for the greeting. */
export async function connect(actor: Caller, state: ClientState = emptyClientState): Promise<Browser> {
  const browser = await connectSilently(actor, state);
  browser.hello();
  await until(() => {
    if (browser.messages.length === 0) throw new Error('no greeting yet');
  });
  return browser;
}

/** Connects and says nothing. */
export async function connectSilently(
  actor: Caller,
  state: ClientState = emptyClientState,
): Promise<Browser> {
  const response = await requestStream(await ticketFor(actor));
  if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
  return new Browser(response.webSocket, state);
}

/** Waits until the check passes: as long as a busy machine may need, and no longer than it takes. */
export function until<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(check, { timeout: 15_000, interval: 5 });
}

/** The answer to a ping sent now. */
export async function pongOf(browser: Browser): Promise<string> {
  const before = browser.pongs.length;
  browser.socket.send('ping');
  await until(() => expect(browser.pongs.length).toBe(before + 1));
  return browser.pongs.at(-1) ?? '';
}
