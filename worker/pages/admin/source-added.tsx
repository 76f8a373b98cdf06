import type { InferOutput } from 'valibot';
import type { SourceCreated } from '../../../shared/protocol/answers.ts';
import { adminPage } from './admin-page.tsx';
import type { AdminVisit } from './admin-visit.ts';
import { sections } from './sections.ts';
import { Copied, ShownOnce } from './shown-once.tsx';
import { kindNames } from './source-words.ts';

type Made = InferOutput<typeof SourceCreated>;

/** The address and the secret of a new source, this once, and what to do with them. Sent again, the same form shows the same. */
export function sourceAdded({ person }: AdminVisit, made: unknown): Promise<Response> {
  // What `createSource` answers with.
  const source = made as Made;
  return adminPage({
    person,
    section: 'sources',
    title: `“${source.name}” is added`,
    children: (
      <>
        <section class="panel once">
          <p>Copy this now: it is shown this once and kept in no readable form.</p>
          <ShownOnce id="address" label="Address that it posts to" text={source.inboundUrl} />
          {source.secret !== undefined && (
            <ShownOnce id="secret" label="Secret that it shows" text={source.secret} />
          )}
        </section>
        <h2>Wire it in {kindNames[source.kind]}</h2>
        {source.kind === 'alertmanager' ? <Alertmanager source={source} /> : <PagerDuty source={source} />}
        <Copied href={sections.sources.path} />
      </>
    ),
  });
}

function Alertmanager({ source }: { source: Made }) {
  return (
    <>
      <p>
        Put the secret into a file that Alertmanager can read, the receiver into{' '}
        <span class="mono">alertmanager.yml</span>, and route alerts to it:
      </p>
      <pre class="mono" role="region" aria-label="Part of alertmanager.yml" tabIndex={0}>{`receivers:
  - name: masthead
    webhook_configs:
      - url: ${source.inboundUrl}
        send_resolved: true
        http_config:
          authorization:
            credentials_file: /etc/alertmanager/masthead-token`}</pre>
    </>
  );
}

function PagerDuty({ source }: { source: Made }) {
  return (
    <ol class="stack">
      <li>1. In PagerDuty, open Integrations, then Generic Webhooks (v3), then New Webhook.</li>
      <li>2. Paste the address, and choose which services and events it sends.</li>
      <li>3. PagerDuty shows a signing secret once.</li>
      <li>
        4. Give it to the relay at once, under{' '}
        <a href={`${sections.sources.path}/edit/${source.id}`}>“{source.name}”</a>, as its new secret. Until
        then the relay refuses what PagerDuty sends.
      </li>
    </ol>
  );
}
