import type { Clock, Fetch, Log, OpenSocket, Timers } from './ports.ts';

/* The real world behind `ports.ts`. */

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

export const systemTimers: Timers = {
  after(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

export const systemFetch: Fetch = (url, init) => fetch(url, init);

export const openSystemSocket: OpenSocket = (url, protocols) => new WebSocket(url, protocols);

/** Writes to the console of the background, which only somebody who debugs the extension sees. */
export const systemLog: Log = (event, facts = {}) => {
  // oxlint-disable-next-line no-console -- the one place where the extension logs
  console.info(event, facts);
};
