import { useEffect, useRef, useState } from 'preact/hooks';
import type { Picture } from '../../data/messages.ts';
import type { PageHost } from '../page-host.ts';

/** What came of the last thing that was asked for. */
export interface Result {
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

/** What a page can do about the connection. Each leaves its outcome in `result`. */
export interface Connecting {
  readonly result: Result | null;
  /** By confirmation at the relay, or by a token where there is one. */
  readonly pair: (relayUrl: string, token: string) => Promise<void>;
  readonly openPage: () => void;
  readonly cancel: () => void;
  readonly unpair: () => void;
  /** Ends that it is said how the relay ended the pairing. */
  readonly forgetEnding: () => void;
}

export function useConnecting(
  { background, locale: { say } }: PageHost,
  picture: Picture | null,
  refresh: () => Promise<unknown>,
): Connecting {
  const [result, setResult] = useState<Result | null>(null);
  const attempt = async (act: () => Promise<Result | null>) => {
    setResult(null);
    setResult(await act().catch((): Result => ({ kind: 'failed', text: say('options_failed') })));
    await refresh();
  };
  const wasWaitingRef = useRef(false);
  const isWaiting = picture?.asking?.step === 'waiting';
  const isOver = picture !== null && picture.asking === null && picture.relayUrl !== null;
  // Confirmed in another tab: it is said here too.
  useEffect(() => {
    if (wasWaitingRef.current && isOver) setResult({ kind: 'done', text: say('options_connected') });
    wasWaitingRef.current = isWaiting;
  }, [isWaiting, isOver, say]);
  const done = (
    ask: () => Promise<unknown>,
    name: 'options_disconnected' | 'pairing_cancelled' | null = null,
  ) => {
    void attempt(async () => {
      await ask();
      return name && { kind: 'done', text: say(name) };
    });
  };
  return {
    result,
    pair: (relayUrl, token) =>
      attempt(async () => {
        if (token === '') {
          const asked = await background.ask('begin_asking', { relayUrl });
          return asked.ok ? null : { kind: 'failed', text: say(`options_pair_${asked.reason}`) };
        }
        const answer = await background.ask('pair', { relayUrl, token });
        return answer.ok
          ? { kind: 'done', text: say('options_connected') }
          : { kind: 'failed', text: say(`options_pair_${answer.reason}`) };
      }),
    openPage: () => done(() => background.ask('open_asking_page', {})),
    cancel: () => {
      // A browser that is paired already stays so; that it was cancelled is no connection made.
      wasWaitingRef.current = false;
      done(() => background.ask('end_asking', {}), 'pairing_cancelled');
    },
    unpair: () => done(() => background.ask('unpair', {}), 'options_disconnected'),
    forgetEnding: () => done(() => background.ask('unpair', {})),
  };
}
