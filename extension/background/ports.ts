/*
 * The world as the background meets it, in the smallest pieces, so that every test can stand in for it.
 */

/** Two clocks, in milliseconds: one that people set, and one that only goes forward but may halt in sleep. */
export interface Clock {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
}

export interface Timers {
  /** Runs once after `ms` and returns its own undo. A timer dies with the worker; an alarm does not. */
  after(ms: number, run: () => void): () => void;
}

/** One area of `browser.storage`. */
export interface StorageArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The part of a WebSocket that the stream uses. */
export interface Socket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open', listen: () => void): void;
  addEventListener(type: 'message', listen: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listen: (event: { code: number; reason: string }) => void): void;
}

export type OpenSocket = (url: string, protocols: string[]) => Socket;

/** The part of `fetch` that is used: text in, an answer out. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An event name and facts. No addresses, bodies or tokens. */
export type Log = (event: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
