import type { Worker } from 'playwright-core';
import type { TestBrowser } from './chromium.ts';

/** Chromium's events have a way to be fired from within the extension. */
type Fired = 'commands.onCommand' | 'contextMenus.onClicked' | 'notifications.onButtonClicked';
interface Dispatching {
  dispatch(...args: readonly unknown[]): void;
}

/** Does what the browser does at a key, a choice in a menu or a click, none of which can be made without a window. */
export async function fire(browser: TestBrowser, event: Fired, ...args: readonly unknown[]): Promise<void> {
  await workerOf(browser).evaluate(
    ({ path: [area = '', name = ''], args }) => {
      const events = chrome as unknown as Record<string, Record<string, Dispatching>>;
      events[area]?.[name]?.dispatch(...args);
    },
    { path: event.split('.'), args },
  );
}

/** Keeps what the worker sends from now on, as text; answers with a way to read it. */
export async function overhear(browser: TestBrowser): Promise<() => Promise<string[]>> {
  const worker = workerOf(browser);
  await worker.evaluate(() => {
    const said: string[] = [];
    const send = globalThis.fetch;
    globalThis.fetch = (...call) => {
      const body = call[1]?.body;
      if (typeof body === 'string') said.push(body);
      return send(...call);
    };
    Object.assign(globalThis, { said });
  });
  return () => worker.evaluate(() => (globalThis as unknown as { said: string[] }).said);
}

function workerOf({ context }: TestBrowser): Worker {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error('the extension has no worker');
  return worker;
}
