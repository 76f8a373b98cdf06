import { useState } from 'preact/hooks';
import type { Diagnostics } from '../../data/diagnostics.ts';
import { Panel } from '../options/panel.tsx';
import { Connection, Held, Policy } from './background-panels.tsx';
import type { DiagnosticsHost } from './diagnostics.tsx';
import { Fact, Facts } from './facts.tsx';
import { History } from './history.tsx';
import { Permissions } from './permissions.tsx';
import { type BrowserFacts, reportOf, reportText } from './report.ts';

interface DiagnosticsViewProps {
  readonly host: DiagnosticsHost;
  readonly facts: BrowserFacts;
  /** `null` where the background does not answer. */
  readonly known: Diagnostics | null;
}

/** All that is known at one moment. */
export function DiagnosticsView({ host, facts, known }: DiagnosticsViewProps) {
  const { locale } = host;
  const { say } = locale;
  return (
    <>
      <PassOn host={host} text={() => reportText(reportOf(facts, known))} />
      <Panel id="extension" title={say('diagnostics_extension')}>
        <Facts>
          <Fact name={say('diagnostics_version')}>{facts.version}</Fact>
          <Fact name={say('diagnostics_build')}>{say(`diagnostics_build_${facts.build}`)}</Fact>
          <Fact name={say('diagnostics_browser')}>{facts.browser}</Fact>
          <Fact name={say('diagnostics_system')}>{facts.system}</Fact>
          <Fact name={say('diagnostics_language')}>{facts.language}</Fact>
          <Fact name={say('diagnostics_scripts')}>
            {facts.registeredScripts.join(', ') || say('diagnostics_none')}
          </Fact>
        </Facts>
      </Panel>
      {known && <Connection known={known} locale={locale} />}
      <Permissions locale={locale} facts={facts} tools={known?.tools ?? []} />
      {known && <Held known={known} locale={locale} />}
      {known && <Policy known={known} locale={locale} />}
      {known && <History known={known} locale={locale} />}
    </>
  );
}

function PassOn({ host, text }: { host: DiagnosticsHost; text: () => string }) {
  const { say } = host.locale;
  const [result, setResult] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => setResult(say('diagnostics_copied')),
      () => setResult(say('diagnostics_copy_failed')),
    );
  return (
    <div class="panel">
      <p>{say('diagnostics_why')}</p>
      <div class="buttons">
        <button type="button" class="button strong" onClick={() => void copy()}>
          {say('diagnostics_copy')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => host.saveFile('masthead-diagnostics.json', text())}
        >
          {say('diagnostics_save')}
        </button>
        <a href="/options.html">{say('diagnostics_settings')}</a>
        <span role="status">{result}</span>
      </div>
    </div>
  );
}
