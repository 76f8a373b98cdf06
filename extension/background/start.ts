/**
 * The one start that every event waits for; calls `failed` once for each that failed. The next event after a failure tries anew: alarms
 * and open pages keep a worker alive, so one that gave up at its first try would show "?" until the browser is closed.
 */
export function createStart<Started>(
  boot: () => Promise<Started>,
  failed: (error: unknown) => Promise<void>,
): () => Promise<Started> {
  let started: Promise<Started> | null = null;

  async function tryToStart(): Promise<Started> {
    try {
      return await boot();
    } catch (error) {
      started = null;
      await failed(error);
      throw error;
    }
  }

  return () => (started ??= tryToStart());
}
