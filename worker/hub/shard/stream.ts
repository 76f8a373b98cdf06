import { closeCodes } from '../../../shared/protocol/close-code.ts';
import type { Position } from '../../../shared/protocol/cursor.ts';
import { errorName, log } from '../../log.ts';
import type { ShardChange } from '../hub-api.ts';
import type { Connection, Connections } from './connections.ts';
import { frameText, type Held } from './frame-text.ts';

/** Sockets that are sent to before the event loop has its turn: the first hear sooner, and all at less cost. */
export const SLICE = 32;

/** The part of a change that moves the stream. */
export type Step = Pick<ShardChange, 'position' | 'vouchedAt' | 'view' | 'frames'>;

/** What the stream tells its shard. */
interface StreamEvents {
  /** All greeted sockets have been sent everything; `hasSent` where something was to be sent. */
  readonly onServed: (held: Held, hasSent: boolean) => void;
  /** This socket missed more than the stream remembers: it needs a snapshot. */
  readonly onLost: (connection: Connection) => void;
}

/**
 * The stream of one view: it carries every socket to the newest position. One loop does it all; while it is on its way,
 * newer versions of a noun take the place of older ones, so that a burst costs each socket one frame for each noun.
 */
export class Stream {
  readonly #connections: Connections;
  readonly #events: StreamEvents;
  /** The newest frame of each noun since `#base`, oldest first. */
  readonly #log = new Map<string, { readonly offset: number; readonly fields: string }>();
  #base: Position | null;
  #held: Held | null = null;
  // A boolean and not the loop's promise: with no sockets the promise form would wedge for ever.
  #isServing = false;
  #texts = new Map<number, readonly string[]>();

  /** `served` is the position up to which the sockets that are greeted already have been sent everything. */
  constructor(connections: Connections, served: Position | null, events: StreamEvents) {
    this.#connections = connections;
    this.#base = served;
    this.#events = events;
  }

  /** The view as it stands here; `null` until the hub has been asked. */
  get held(): Held | null {
    return this.#held;
  }

  /** The position that every greeted socket has been sent; `null` while some are on their way. */
  get servedTo(): Position | null {
    return this.#isServing ? null : (this.#held?.position ?? null);
  }

  /** Takes in what the hub says. What is older than what is held changes nothing. */
  take(step: Step): void {
    const known = this.#held?.position ?? this.#base;
    if (known && known.epoch !== step.position.epoch) this.#startOver();
    else if (known && step.position.offset < known.offset) return;
    else if (known?.offset !== step.position.offset) this.#remember(step, known);
    this.#base ??= step.position;
    this.#held = { position: step.position, vouchedAt: step.vouchedAt, view: step.view };
    // Not awaited: the hub does not wait for sockets; #serve never rejects.
    void this.#serve();
  }

  #remember({ frames, position }: Step, known: Position | null): void {
    const isNext = known !== null && frames[0]?.offset === known.offset + 1;
    if (!isNext) {
      this.#log.clear();
      this.#base = position;
    }
    for (const { noun, offset, fields } of isNext ? frames : []) {
      // Deleted first, so that the map's order stays that of the offsets.
      this.#log.delete(noun);
      this.#log.set(noun, { offset, fields });
    }
    this.#texts.clear();
  }

  /** Another epoch is another history: nothing that a client holds may be mixed with it. */
  #startOver(): void {
    for (const connection of this.#connections.all()) {
      this.#connections.close(connection, closeCodes.historyReplaced, 'history replaced');
    }
    this.#log.clear();
    this.#texts.clear();
    this.#base = null;
  }

  async #serve(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    let hasSent = false;
    try {
      for (; this.#isAnyBehind(); hasSent = true) await this.#pass();
      this.#log.clear();
      this.#texts.clear();
      this.#base = this.#held?.position ?? this.#base;
    } catch (error) {
      log.error('stream.failed', { error: errorName(error) });
    } finally {
      this.#isServing = false;
    }
    if (this.#held) this.#events.onServed(this.#held, hasSent);
  }

  async #pass(): Promise<void> {
    let sent = 0;
    for (const connection of this.#connections.all()) {
      if (!this.#isBehind(connection)) continue;
      this.#catchUp(connection);
      sent += 1;
      if (sent % SLICE === 0) await scheduler.wait(0);
    }
  }

  #isAnyBehind(): boolean {
    return this.#connections.all().some((connection) => this.#isBehind(connection));
  }

  #isBehind({ offset }: Connection): boolean {
    return offset !== null && this.#held !== null && offset < this.#held.position.offset;
  }

  #catchUp(connection: Connection): void {
    const { offset } = connection;
    if (offset === null || !this.#held || !this.#base) return;
    if (offset < this.#base.offset) {
      connection.offset = null;
      this.#events.onLost(connection);
      return;
    }
    connection.offset = this.#held.position.offset;
    for (const text of this.#textsAfter(offset, this.#held.position.epoch))
      this.#connections.send(connection, text);
  }

  /** The frames for a socket that was sent everything up to `offset`, put into text once for all that stand there. */
  #textsAfter(offset: number, epoch: string): readonly string[] {
    const known = this.#texts.get(offset);
    if (known) return known;
    let after = offset;
    const texts: string[] = [];
    for (const frame of this.#log.values()) {
      if (frame.offset <= offset) continue;
      texts.push(frameText(frame.fields, { epoch, offset: frame.offset }, after));
      after = frame.offset;
    }
    this.#texts.set(offset, texts);
    return texts;
  }
}
