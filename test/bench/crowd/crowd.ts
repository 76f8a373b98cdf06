import { setTimeout as pause } from 'node:timers/promises';
import { Client } from './client.ts';
import { caller, rateOf304 } from './http.ts';
import { Countdown } from './countdown.ts';
import { clientFrame } from './wire.ts';

/** Where the crowd stands. A relay sells tickets by HTTP; the peers let everybody in. */
export interface Target {
  readonly port: number;
  readonly streamPath: string;
  readonly statePath: string;
  /** The bearer tokens of who reads and who writes; empty for peers. */
  readonly readerToken: string;
  readonly writerToken: string;
  readonly hasTickets: boolean;
}

export interface Publication {
  readonly path: string;
  readonly body: string;
}

/** How many sockets may be on their way in at once: enough to keep a server busy, few enough not to overrun its backlog. */
const OPENING = 128;
const TIMEOUT_MS = 120_000;
const PING = clientFrame('ping');

/** The sockets of one target and what can be measured with them. Times are milliseconds of this process's clock. */
export class Crowd {
  readonly #target: Target;
  readonly #read;
  readonly #write;
  #clients = new Set<Client>();
  #waiting: Countdown | null = null;
  #pongs: Countdown | null = null;
  #answer: (() => void) | null = null;
  #isComingBack = false;
  #goal = Infinity;
  #lastPong = '';
  #lastBytes = 0;
  #frames = 0;
  readonly #losses: string[] = [];

  constructor(target: Target) {
    this.#target = target;
    this.#read = caller(target.port, bearer(target.readerToken), 32);
    this.#write = caller(target.port, bearer(target.writerToken), 8);
  }

  /** Opens that many sockets; resolves when each has been answered with the state. */
  async connect(count: number): Promise<{ ms: number; stateBytes: number }> {
    const from = performance.now();
    await this.#open(count);
    return { ms: performance.now() - from, stateBytes: this.#lastBytes };
  }

  /** Publishes one thing; resolves when every socket holds it. Times count from the sending of the request. */
  async publish(publication: Publication) {
    const held = this.#newest();
    const arrivals = this.#awaitOffset(held + 1);
    const from = performance.now();
    const answer = await this.#post(publication);
    const answeredMs = performance.now() - from;
    const { firstAt, lastAt } = await arrivals;
    return {
      firstMs: firstAt - from,
      lastMs: lastAt - from,
      answeredMs,
      answer,
      frameBytes: this.#lastBytes,
    };
  }

  /** Publishes all at once; resolves when every socket holds the last. */
  async burst(publications: readonly Publication[]) {
    this.#frames = 0;
    const arrivals = this.#awaitOffset(this.#newest() + publications.length);
    const from = performance.now();
    const answers = await Promise.all(publications.map((publication) => this.#post(publication)));
    const { lastAt } = await arrivals;
    return { ms: lastAt - from, frames: this.#frames, answerBytes: answers.map((answer) => answer.length) };
  }

  /** Every socket pings once a round and waits for all the answers. */
  async ping(rounds: number): Promise<{ ms: number; pings: number }> {
    const from = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      this.#pongs = new Countdown('pongs', this.#clients.size, TIMEOUT_MS);
      for (const client of this.#clients) client.say(PING);
      await this.#pongs.done;
    }
    return { ms: performance.now() - from, pings: rounds * this.#clients.size };
  }

  /** Asks one socket for a pong each second and counts how often the time in it changes. */
  async countVouchings(seconds: number): Promise<number> {
    const [client] = this.#clients;
    const times = new Set<string>();
    for (let second = 0; second <= seconds; second += 1) {
      this.#pongs = new Countdown('pong', 1, TIMEOUT_MS);
      client?.say(PING);
      await this.#pongs.done;
      times.add(this.#lastPong.split(':').slice(3).join(':'));
      await pause(1_000);
    }
    return times.size - 1;
  }

  /** Says `hello` again with the position held; resolves with the bytes of the answer's payload. */
  async resume(): Promise<number> {
    const [client] = this.#clients;
    this.#pongs = new Countdown('pong', 1, TIMEOUT_MS);
    client?.say(PING);
    await this.#pongs.done;
    const [, epoch = '', offset = ''] = this.#lastPong.split(':');
    const arrival = this.#awaitAnswer();
    client?.say(clientFrame(JSON.stringify({ type: 'hello', cursor: { epoch, offset: Number(offset) } })));
    await arrival;
    return this.#lastBytes;
  }

  /** `304` a second for a state that has not changed. */
  async rateOf304(forMs: number): Promise<number> {
    const { port, statePath, readerToken } = this.#target;
    const { etag } = await this.#read('GET', statePath);
    if (etag === null) throw new Error('the state has no ETag');
    const target = { port, path: statePath, etag };
    return rateOf304(target, bearer(readerToken), { connections: 32, forMs });
  }

  /** From now on whoever falls comes back at once. */
  comeBack(): void {
    this.#isComingBack = true;
    this.#waiting = new Countdown('sockets back', this.#clients.size, TIMEOUT_MS);
    this.#goal = 0;
    this.#clients = new Set();
  }

  /** Resolves with the moment (of the machine's monotonic clock) at which all are back and hold the state. */
  async allBack(): Promise<{ atMs: number; reasons: readonly string[] }> {
    const { lastAt } = (await this.#waiting?.done) ?? { lastAt: 0 };
    this.#isComingBack = false;
    return {
      atMs: monotonicMs() - (performance.now() - lastAt),
      reasons: [...new Set(this.#losses)].slice(0, 5),
    };
  }

  /** Ends all sockets. */
  leave(): void {
    for (const client of this.#clients) client.leave();
    this.#clients.clear();
  }

  async #open(count: number): Promise<void> {
    this.#goal = 0;
    this.#waiting = new Countdown('sockets open', count, TIMEOUT_MS);
    const opened = this.#waiting.done;
    let started = 0;
    const worker = async () => {
      while (started < count) {
        started += 1;
        await this.#enter();
      }
    };
    await Promise.all(Array.from({ length: OPENING }, worker));
    await opened;
  }

  /** One more socket; resolves when it has its first message or is lost. */
  async #enter(): Promise<void> {
    const { port, streamPath, hasTickets } = this.#target;
    const { promise, resolve } = Promise.withResolvers<void>();
    const protocols = ['masthead.v1'];
    if (hasTickets) protocols.push(`ticket.${await this.#buyTicket()}`);
    const client = new Client(port, streamPath, protocols, '{"type":"hello","cursor":null}', {
      onMessage: (from, offset, bytes) => {
        this.#note(from, offset, bytes);
        resolve();
      },
      onPong: (text) => this.#notePong(text),
      onLost: (from, reason) => {
        this.#noteLoss(from, reason);
        resolve();
      },
    });
    this.#clients.add(client);
    return promise;
  }

  async #buyTicket(): Promise<string> {
    const { status, body } = await this.#read('POST', '/api/v1/stream/tickets');
    if (status !== 201) throw new Error(`a ticket was answered ${status}: ${body}`);
    return /"ticket":"([^"]+)"/.exec(body)?.[1] ?? '';
  }

  #note(client: Client, offset: number, bytes: number): void {
    this.#lastBytes = bytes;
    this.#frames += 1;
    const isThere = client.offset < this.#goal && offset >= this.#goal;
    if (offset > client.offset) client.offset = offset;
    if (isThere) this.#waiting?.count();
    this.#answer?.();
  }

  #awaitAnswer(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#answer = resolve;
    return promise;
  }

  #notePong(text: Buffer): void {
    if (this.#pongs?.left === 1) this.#lastPong = text.toString('latin1');
    this.#pongs?.count();
  }

  #noteLoss(client: Client, reason: string): void {
    this.#losses.push(reason);
    this.#clients.delete(client);
    // Without a pause a crowd before a closed door would take the processor that the server needs to open it.
    if (this.#isComingBack) void this.#retry();
    else this.#waiting?.fail(`a socket was lost: ${reason}`);
  }

  /** Never rejects: whoever cannot get in tries again, until the countdown's own end. */
  async #retry(): Promise<void> {
    while (this.#isComingBack) {
      await pause(50);
      try {
        return await this.#enter();
      } catch (error) {
        this.#losses.push(String(error));
      }
    }
  }

  async #post({ path, body }: Publication): Promise<string> {
    const answer = await this.#write('POST', path, body);
    if (answer.status !== 201) throw new Error(`${path} was answered ${answer.status}: ${answer.body}`);
    return answer.body;
  }

  #awaitOffset(goal: number): Promise<{ firstAt: number; lastAt: number }> {
    this.#goal = goal;
    this.#waiting = new Countdown(`sockets at ${goal}`, this.#clients.size, TIMEOUT_MS);
    return this.#waiting.done;
  }

  #newest(): number {
    let newest = 0;
    for (const client of this.#clients) newest = Math.max(newest, client.offset);
    return newest;
  }
}

/** Milliseconds of the clock that all processes of this machine share. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function bearer(token: string): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}
