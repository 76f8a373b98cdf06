/** Aborts at Ctrl-C, at a polite kill and when the terminal is closed. A repetition (npm passes signals on) is ignored. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (why: string) => controller.abort(new Error(`stopped by ${why}`));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop(name));
  if (process.env['npm_lifecycle_event']) whenParentIsGone(() => stop('the end of npm'));
  return controller.signal;
}

/** A signal that ends npm ends the shell between it and this process, and never arrives here. */
function whenParentIsGone(stop: () => void): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 500).unref();
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  signal.addEventListener('abort', () => resolve());
  return promise;
}
