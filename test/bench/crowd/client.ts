import { connect, type Socket } from 'node:net';
import { clientFrame, offsetIn, readFrames, upgradeRequest } from './wire.ts';

export interface ClientEvents {
  /** A message with an offset in it came. */
  readonly onMessage: (client: Client, offset: number, bytes: number) => void;
  readonly onPong: (text: Buffer) => void;
  /** The socket is gone, for whatever reason. */
  readonly onLost: (client: Client, reason: string) => void;
}

const PONG = 0x70;

/** One socket of the crowd. */
export class Client {
  /** The newest offset it holds. */
  offset = -1;
  readonly #socket: Socket;
  readonly #events: ClientEvents;
  #rest: Buffer | null = null;
  #isOpen = false;
  #isLost = false;

  /** Connects, opens the stream and says `hello`; the answer comes as a message. */
  constructor(port: number, path: string, protocols: readonly string[], hello: string, events: ClientEvents) {
    this.#events = events;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.once('connect', () => this.#socket.write(upgradeRequest(port, path, protocols)));
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk, hello));
    this.#socket.once('error', (error) => this.#lose(error.message));
    this.#socket.once('close', () => this.#lose('closed'));
  }

  say(frame: Buffer): void {
    this.#socket.write(frame);
  }

  /** Leaves without a word; nothing is told of it. */
  leave(): void {
    this.#isLost = true;
    this.#socket.destroy();
  }

  #read(chunk: Buffer, hello: string): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    try {
      this.#rest = this.#isOpen ? this.#readOpen(bytes) : this.#open(bytes, hello);
    } catch (error) {
      this.#lose(String(error));
    }
  }

  #open(bytes: Buffer, hello: string): Buffer | null {
    const end = bytes.indexOf('\r\n\r\n');
    if (end === -1) return bytes;
    const status = bytes.toString('latin1', 9, 12);
    if (status !== '101') throw new Error(`the upgrade was answered ${status}`);
    this.#isOpen = true;
    this.#socket.write(clientFrame(hello));
    return bytes.length > end + 4 ? this.#readOpen(bytes.subarray(end + 4)) : null;
  }

  #readOpen(bytes: Buffer): Buffer | null {
    return readFrames(bytes, (payload) => {
      if (payload[0] === PONG) return this.#events.onPong(payload);
      const offset = offsetIn(payload);
      if (offset >= 0) this.#events.onMessage(this, offset, payload.length);
    });
  }

  #lose(reason: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#socket.destroy();
    this.#events.onLost(this, reason);
  }
}
