import type { Timestamp } from '../shared/model/time.ts';

let readMs = (): number => Date.now();

/** The relay's clock, in milliseconds since 1970. Everything in `worker/` that needs the time asks here. */
export function nowMs(): number {
  return readMs();
}

/** The relay's clock as a moment on the wire. */
export function now(): Timestamp {
  return new Date(nowMs()).toISOString();
}

/** Puts another clock in place; answers with a function that puts the real one back. For tests. */
export function useClock(read: () => number): () => void {
  readMs = read;
  return () => {
    readMs = () => Date.now();
  };
}
