import { closeCodes } from '../../../shared/protocol/close-code.ts';
import { type Cursor, samePosition } from '../../../shared/protocol/cursor.ts';
import { spreadMsFor } from '../../../shared/protocol/limits.ts';
import type { Own } from '../../../shared/protocol/server-message.ts';
import { now } from '../../clock.ts';
import { errorName, log } from '../../log.ts';
import type { Connection, Connections } from './connections.ts';
import { type Held, meetingText, ownText } from './frame-text.ts';
import { SLICE } from './stream.ts';

/** What the greeter asks of the hub. Both throw where the hub does not answer. */
export interface Registrar {
  /** What concerns each of these people alone; without those who do not belong here any more. */
  readOwn(personIds: readonly string[]): Promise<Record<string, Own>>;
  /**
   * The view as the hub vouched for it a short while ago, and not behind `cursor` unless the hub itself is; `null` where
   * this shard serves it no more.
   */
  loadHeld(cursor: Cursor): Promise<Held | null>;
}

/**
 * Answers every `hello` with a resume or a snapshot. In a storm thousands wait at once: they are asked after in one call and
 * answered in slices.
 */
export class Greeter {
  readonly #connections: Connections;
  readonly #registrar: Registrar;
  readonly #waiting = new Map<Connection, Cursor>();
  /** Own messages that were told while the hub was being asked: newer than its answer. */
  readonly #newerOwn = new Map<string, Own>();
  /** Greeted people whose own facts have changed. */
  readonly #toRetell = new Set<string>();
  #isGreeting = false;

  constructor(connections: Connections, registrar: Registrar) {
    this.#connections = connections;
    this.#registrar = registrar;
  }

  /** Greets the socket soon. Until then it is sent no frames. */
  add(connection: Connection, cursor: Cursor): void {
    connection.offset = null;
    this.#waiting.set(connection, cursor);
    // Not awaited: a hello has no answer but the message; #greetAll never rejects.
    void this.#greetAll();
  }

  /** Tells these people soon what concerns them alone, those of them that are here. */
  retell(people: readonly string[] | 'everyone'): void {
    const asked = people === 'everyone' ? null : new Set(people);
    for (const id of this.#connections.people()) if (asked?.has(id) ?? true) this.#toRetell.add(id);
    // Not awaited: as for a hello.
    void this.#greetAll();
  }

  noteOwn(personId: string, own: Own): void {
    if (this.#isGreeting) this.#newerOwn.set(personId, own);
  }

  async #greetAll(): Promise<void> {
    if (this.#isGreeting) return;
    this.#isGreeting = true;
    while (this.#waiting.size > 0 || this.#toRetell.size > 0) {
      const batch = [...this.#waiting];
      const retold = new Set(this.#toRetell);
      this.#waiting.clear();
      this.#toRetell.clear();
      this.#newerOwn.clear();
      if (batch.length > 0) await this.#greet(batch);
      if (retold.size > 0) await this.#retell(retold);
    }
    this.#isGreeting = false;
  }

  async #greet(batch: readonly (readonly [Connection, Cursor])[]): Promise<void> {
    try {
      const people = new Set(batch.map(([{ attachment }]) => attachment.personId));
      const own = await this.#registrar.readOwn([...people]);
      for (const [index, [connection, cursor]] of batch.entries()) {
        if (index % SLICE === 0) await scheduler.wait(0);
        // Asked for each: the view may have moved on while the others were greeted.
        const held = await this.#registrar.loadHeld(cursor);
        this.#answer(connection, cursor, held, own);
      }
    } catch (error) {
      log.warn('greeting.failed', { sockets: batch.length, error: errorName(error) });
      for (const [connection] of batch)
        this.#turnAway(connection, closeCodes.tryAgainLater, 'the hub does not answer');
    }
  }

  async #retell(people: ReadonlySet<string>): Promise<void> {
    const concerned = () =>
      this.#connections
        .all()
        .filter(({ attachment }) => attachment.isReady && people.has(attachment.personId));
    try {
      this.#newerOwn.clear();
      const owns = await this.#registrar.readOwn([...people]);
      let told = 0;
      for (const connection of concerned()) {
        const { personId } = connection.attachment;
        const own = this.#newerOwn.get(personId) ?? owns[personId];
        if (own) this.#connections.send(connection, ownText(own));
        told += 1;
        if (told % SLICE === 0) await scheduler.wait(0);
      }
    } catch (error) {
      log.warn('retelling.failed', { people: people.size, error: errorName(error) });
      // They come back, and are told by the greeting.
      for (const connection of concerned())
        this.#connections.close(connection, closeCodes.tryAgainLater, 'the hub does not answer');
    }
  }

  #answer(connection: Connection, cursor: Cursor, held: Held | null, owns: Record<string, Own>): void {
    const { personId } = connection.attachment;
    const read = owns[personId];
    if (!this.#connections.has(connection) || this.#waiting.has(connection)) return;
    if (!held || !read) return this.#turnAway(connection, closeCodes.moved, 'another view');
    const own = this.#newerOwn.get(personId) ?? read;
    const isResume = samePosition(cursor, held.position);
    const facts = { relayNow: now(), spreadMs: spreadMsFor(this.#connections.size), isResume };
    connection.offset = held.position.offset;
    if (!connection.attachment.isReady) this.#connections.change(connection, { isReady: true });
    this.#connections.send(connection, meetingText(held, own, facts));
  }

  #turnAway(connection: Connection, code: number, reason: string): void {
    if (this.#connections.has(connection) && connection.offset === null) {
      this.#connections.close(connection, code, reason);
    }
  }
}
