import { browser } from 'wxt/browser';
import type { RequestName, Requests } from '../data/messages.ts';
import { holdLifeline } from './lifeline.ts';

/** How long a surface waits for the background before it says that it knows nothing. */
export const SILENT_AFTER_MS = 5_000;
/** What has to come from the relay: longer than the background itself waits for that, so that it can say so. */
const RELAY_SILENT_AFTER_MS = 12_000;
const fromRelay: ReadonlySet<RequestName> = new Set([
  'save_subscription',
  'send_signal',
  'pair',
  'begin_asking',
]);

/** All that a page has to do with the background, so that tests and the gallery can stand in for it. */
export interface Background {
  /** Rejects where no answer comes within {@link SILENT_AFTER_MS}, or {@link RELAY_SILENT_AFTER_MS}. */
  readonly ask: <Name extends RequestName>(
    type: Name,
    data: Requests[Name]['ask'],
  ) => Promise<Requests[Name]['answer']>;
  /** Calls `listen` whenever something changed, or the background has ended and must be asked anew; returns its own undo. */
  readonly onChanged: (listen: () => void) => () => void;
}

/** The background of this extension. */
export const background: Background = {
  ask: (type, data) => within(browser.runtime.sendMessage({ type, ...data }), type),
  onChanged: (listen) => {
    const onMessage = (message: unknown) => {
      if (isChanged(message)) listen();
    };
    browser.runtime.onMessage.addListener(onMessage);
    const letGo = holdLifeline(() => browser.runtime.connect(), listen);
    return () => {
      letGo();
      browser.runtime.onMessage.removeListener(onMessage);
    };
  },
};

async function within<Answer>(answer: Promise<Answer | undefined>, type: RequestName): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    const ms = fromRelay.has(type) ? RELAY_SILENT_AFTER_MS : SILENT_AFTER_MS;
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    const first = await Promise.race([answer, silence]);
    // `undefined` is no answer of ours: it is what the browser gives where nobody took the message.
    if (first === undefined) throw new Error(`the background does not answer "${type}"`);
    return first;
  } finally {
    clearTimeout(timer);
  }
}

function isChanged(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'changed';
}
