/** The part of a port that is used. */
export interface LifelinePort {
  readonly onDisconnect: { addListener(listen: () => void): void };
  disconnect(): void;
}

/** A port that closes sooner than this met a background that does not stay. */
const HELD_MS = 1_000;
const STEP_MS = 250;
const LONGEST_MS = 15_000;

/**
 * Calls `ended` whenever the background has ended; returns its own undo. A worker that dies tells nobody, but its ports close, and
 * who asks then wakes the next one, long before an alarm would. Nothing is ever said on the port, so it keeps no worker alive.
 * `connect` throws where the extension itself is gone.
 */
export function holdLifeline(connect: () => LifelinePort, ended: () => void): () => void {
  let port: LifelinePort | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shortLives = 0;

  const hold = () => {
    const since = performance.now();
    try {
      port = connect();
    } catch {
      return;
    }
    port.onDisconnect.addListener(() => {
      const isShort = performance.now() - since < HELD_MS;
      shortLives = isShort ? shortLives + 1 : 0;
      // At once, since timers of a tab that nobody looks at are slow; but a background that cannot start must not be spun.
      if (isShort) timer = setTimeout(again, Math.min(LONGEST_MS, STEP_MS * shortLives));
      else again();
    });
  };
  const again = () => {
    hold();
    ended();
  };

  hold();
  return () => {
    clearTimeout(timer);
    port?.disconnect();
  };
}
