import { isRejection } from '../../../shared/core/rejection.ts';
import { summarise } from '../../../shared/core/summary.ts';
import type { Draft } from '../../../shared/model/draft.ts';
import { hasRole } from '../../../shared/model/person.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { IncidentCard } from '../../../shared/ui/incident-card.tsx';
import { Time } from '../../../shared/ui/time.tsx';
import type { Caller } from '../../hub/hub-api.ts';
import { Layout } from '../layout.tsx';
import { refusalPage } from '../message-page.tsx';
import { pageResponse } from '../page-response.ts';
import { sceneOf } from '../scene.ts';
import { SignalLine } from '../signal-line.tsx';
import type { Visit } from '../visit.ts';
import { type ConsoleContent, loadConsole } from './console-content.ts';
import { isDecision } from './decisions.ts';
import type { FormState } from './form-state.ts';
import { DiscardForm, OpeningForm, UpdateForm } from './forms.tsx';
import { freshForm } from './form-state.ts';
import { draftForm, openForm, updateForm } from './starting-values.ts';
import { RequestCard, WaitingCard } from './waiting.tsx';

/** Where liaisons write. It works without a script. */
export async function consolePage({ request, person, hub }: Visit): Promise<Response> {
  if (!person) return refusalPage('unauthenticated', null);
  if (!hasRole(person.role, 'liaison')) return refusalPage('forbidden', person);
  const content = await loadConsole(person, hub);
  if (isRejection(content)) return refusalPage(content.rejected, person);
  const done = new URL(request.url).searchParams.get('done');
  return pageResponse(<Console content={content} person={person} sent={null} done={done} />);
}

interface ConsoleProps {
  readonly content: ConsoleContent;
  readonly person: Caller;
  /** The form that was sent and comes back. */
  readonly sent: FormState | null;
  /** What has just been done. */
  readonly done: string | null;
}

const doneWords: ReadonlyMap<string | null, string> = new Map([
  ['open', 'The incident is open and on its way to everyone who may read it.'],
  ['update', 'The update is on its way to everyone who may read it.'],
  ['publish', 'The draft is published.'],
  ['discard', 'The draft is put aside.'],
  ['asked', 'Nothing is published yet: a second liaison has to confirm it within 30 minutes.'],
  ['confirm', 'It is confirmed and on its way to everyone who may read it.'],
  ['refuse', 'It is put aside, and nothing was published.'],
  ['grant', 'The person was added and may read it now.'],
  ['decline', 'The request is put aside.'],
]);

export function Console({ content, person, sent, done }: ConsoleProps) {
  const { live, over } = summarise(content.view);
  // One that was resolved meanwhile stays here while somebody's words for it wait.
  const shown = [...live, ...over.filter((incident) => sent?.name === `update.${incident.id}`)];
  const drafts = content.drafts.filter((draft) => draft.status === 'open' || sent?.name.endsWith(draft.id));
  const opening = sent?.name === 'open' ? sent : openForm();
  const notice = doneWords.get(done);
  const scene = sceneOf(content.view);
  return (
    <Layout title="Console" person={person}>
      <h1>Console</h1>
      {notice && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {sent && isDecision(sent.name.split('.')[0] ?? '') && (
        <p class="notice refusal" role="alert">
          {sent.refusal}
        </p>
      )}
      {content.confirmations.length > 0 && <h2>Waiting for a second liaison</h2>}
      {content.confirmations.map((waiting) => (
        <WaitingCard key={waiting.id} waiting={waiting} content={content} person={person} scene={scene} />
      ))}
      {content.requests.length > 0 && <h2>Requests for access</h2>}
      {content.requests.map((request) => (
        <RequestCard key={request.id} request={request} content={content} scene={scene} />
      ))}
      <h2>{shown.length === 0 ? 'No open incidents' : 'Open incidents'}</h2>
      {shown.map((incident) => (
        <OpenIncident key={incident.id} incident={incident} content={content} sent={sent} />
      ))}
      {drafts.length > 0 && <h2>Drafts</h2>}
      {drafts.map((draft) => (
        <OpenDraft key={draft.id} draft={draft} content={content} sent={sent} />
      ))}
      <h2 id="open">Open an incident</h2>
      <OpeningForm form={opening} content={content} />
    </Layout>
  );
}

interface PartProps {
  readonly content: ConsoleContent;
  readonly sent: FormState | null;
}

function OpenIncident({ incident, content, sent }: PartProps & { incident: IncidentView }) {
  const fresh = updateForm(incident);
  const form = sent?.name === fresh.name ? sent : fresh;
  return (
    <section class="field">
      <IncidentCard incident={incident} scene={sceneOf(content.view)} level={3} />
      <SignalLine counts={content.signals[incident.id]} />
      <a href={`/incidents/${incident.id}`}>All updates</a>
      <details open={form === sent}>
        <summary>Post an update</summary>
        <UpdateForm form={form} incident={incident} content={content} />
      </details>
    </section>
  );
}

function OpenDraft({ draft, content, sent }: PartProps & { draft: Draft }) {
  const fresh = draftForm(draft, content.sources);
  const form = sent?.name === fresh.name ? sent : fresh;
  const discarding = sent?.name === `discard.${draft.id}` ? sent : freshForm(`discard.${draft.id}`);
  const { title, message } = draft.kind === 'fact' ? draft.fact : draft.written;
  const scene = sceneOf(content.view);
  return (
    <article class="card">
      <h3 dir="auto">
        <strong>{title}</strong>
      </h3>
      <p class="detail">
        From <bdi>{originOf(draft, content)}</bdi>, <Time at={draft.updatedAt} scene={scene} />
      </p>
      <p class="prose" dir="auto">
        {message}
      </p>
      <details open={form === sent}>
        <summary>Publish</summary>
        <OpeningForm form={form} content={content} draft={draft} />
      </details>
      <DiscardForm form={discarding} draft={draft} />
    </article>
  );
}

/** Whose draft it is: a source's or a responder's. */
function originOf(draft: Draft, { sources }: ConsoleContent): string {
  if (draft.kind === 'written') return draft.author.name;
  return sources.find(({ id }) => id === draft.sourceId)?.name ?? draft.sourceId;
}
