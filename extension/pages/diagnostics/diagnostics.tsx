import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Diagnostics as Known } from '../../data/diagnostics.ts';
import type { Background } from '../background.ts';
import type { PageHost } from '../page-host.ts';
import { TICK_MS, useAsked } from '../use-asked.ts';
import { DiagnosticsView } from './diagnostics-view.tsx';
import type { BrowserFacts } from './report.ts';

/** What this page needs beside what every page does. */
export interface DiagnosticsHost extends PageHost {
  readonly readFacts: () => Promise<BrowserFacts>;
  readonly saveFile: (name: string, text: string) => void;
}

const askDiagnostics = (background: Background) => background.ask('get_diagnostics', {});

/** How Masthead is, to look at and to pass on. Without an answer of the background it still says what the browser knows. */
export function Diagnostics({ host }: { host: DiagnosticsHost }) {
  const { last, isSilent } = useAsked<Known>(host.background, host.clocks, askDiagnostics);
  const facts = useFacts(host, last);
  const { say } = host.locale;
  const isKnown = facts !== null && (last !== null || isSilent);
  return (
    <main class="page">
      <h1>{say('diagnostics_title')}</h1>
      {isSilent && (
        <p class="result" data-result="failed" role="status">
          {say('diagnostics_silent')}
        </p>
      )}
      {isKnown ? (
        <DiagnosticsView host={host} facts={facts} known={isSilent ? null : (last?.answer ?? null)} />
      ) : (
        <p>{say('diagnostics_asking')}</p>
      )}
    </main>
  );
}

/** What the browser says, asked again whenever the background has answered and every {@link TICK_MS} where it does not. */
function useFacts({ readFacts }: DiagnosticsHost, cause: unknown): BrowserFacts | null {
  const [facts, setFacts] = useState<BrowserFacts | null>(null);
  // What cannot be read now may be read the next time.
  const read = useCallback(() => void readFacts().then(setFacts, () => undefined), [readFacts]);
  useEffect(() => {
    read();
    const timer = setInterval(read, TICK_MS);
    return () => clearInterval(timer);
  }, [read, cause]);
  return facts;
}
