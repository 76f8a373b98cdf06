/** The part of a port that is used. */
export interface LifelinePort {
  readonly onDisconnect: { addListener(listen: () => void): void };
  disconnect(): void;
}

/** A port that closes sooner than this met a background that does not stay. */
const HELD_MS = 1_000;
/**
 * Ports close also where the whole extension is reloaded, and the page learns only a moment later that it is an orphan. An orphan
 * that connects in that moment can keep Chromium from ever starting the new worker.
 */
const STEP_MS = 250;
const LONGEST_MS = 15_000;

/**
 * Calls `ended` soon after the background has ended; returns its own undo. A worker that dies tells nobody, but its ports close,
 * and who asks then wakes the next one, long before an alarm would. Nothing is ever said on the port, so it keeps no worker alive.
 * `connect` throws where the extension itself is gone. A background that cannot start is tried less and less often.
 */
export function holdLifeline(connect: () => LifelinePort, ended: () => void): () => void {
  let port: LifelinePort | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shortLives = 0;

  function hold(): boolean {
    const since = performance.now();
    try {
      port = connect();
    } catch {
      return false;
    }
    port.onDisconnect.addListener(() => {
      shortLives = performance.now() - since < HELD_MS ? shortLives + 1 : 0;
      timer = setTimeout(again, Math.min(LONGEST_MS, STEP_MS * (shortLives + 1)));
    });
    return true;
  }

  function again(): void {
    if (hold()) ended();
  }

  hold();
  return () => {
    clearTimeout(timer);
    port?.disconnect();
  };
}
