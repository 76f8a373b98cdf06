import * as v from 'valibot';
import type { AccessRequest } from '../../../shared/protocol/access-requests.ts';
import type { Confirmation } from '../../../shared/protocol/confirmations.ts';
import { Time } from '../../../shared/ui/time.tsx';
import type { Scene } from '../../../shared/ui/scene.ts';
import type { Caller } from '../../hub/hub-api.ts';
import { pageTable } from '../page-table.ts';
import type { ConsoleContent } from './console-content.ts';
import type { Decision } from './decisions.ts';
import { FormHead } from './fields.tsx';
import { freshForm } from './form-state.ts';

/* What others have asked for and this liaison decides. */

const whatWords: Record<Confirmation['what'], string> = {
  open_incident: 'Open an incident',
  publish_draft: 'Publish a draft',
  post_update: 'Post an update',
  set_incident_audiences: 'Change who may read an incident',
};

const whyWords: Record<Confirmation['why'][number], string> = {
  sev1: 'it is a severity 1',
  confidential: 'it is for named audiences, or was',
};

/** Of what waits, what would be published; what has another form is left out. */
const Said = v.object({
  title: v.optional(v.string()),
  message: v.optional(v.string()),
  audiences: v.optional(v.array(v.string())),
  workaround: v.optional(v.string()),
  customerMessage: v.optional(v.string()),
  severity: v.optional(v.string()),
  phase: v.optional(v.string()),
  services: v.optional(v.array(v.object({ id: v.string(), impact: v.string() })), []),
  links: v.optional(v.array(v.object({ label: v.string(), url: v.string() })), []),
});

/** All else that would be published, links above all: who confirms it answers for it. */
function restOf(said: v.InferOutput<typeof Said>): string[] {
  const { workaround, customerMessage, severity, phase, services, links } = said;
  const places = services.map(({ id, impact }) => `${id}: ${impact}`);
  const targets = links.map(({ label, url }) => `${label}: ${url}`);
  return [workaround, customerMessage, severity, phase, ...places, ...targets].filter(
    (text) => text !== undefined,
  );
}

/** One publication that waits for a second liaison. */
export function WaitingCard({
  waiting,
  content,
  person,
  scene,
}: {
  waiting: Confirmation;
  content: ConsoleContent;
  person: Caller;
  scene: Scene;
}) {
  const said = v.safeParse(Said, waiting.input);
  const { title, message, audiences } = said.success ? said.output : {};
  const incident = content.view.incidents.find(({ id }) => id === waiting.incidentId);
  const isOwn = waiting.askedBy.id === person.id;
  return (
    <article class="card">
      <h3 dir="auto">
        {whatWords[waiting.what]}: <strong>{title ?? incident?.title ?? waiting.incidentId}</strong>
      </h3>
      <p class="detail">
        Asked by <bdi>{waiting.askedBy.name}</bdi>;{' '}
        {waiting.why.map((cause) => whyWords[cause]).join(', and ')}. Until{' '}
        <Time at={waiting.expiresAt} scene={scene} />.
      </p>
      {message !== undefined && (
        <p class="prose" dir="auto">
          {message}
        </p>
      )}
      {said.success && (
        <ul class="detail">
          {restOf(said.output).map((text) => (
            <li key={text} dir="auto">
              {text}
            </li>
          ))}
        </ul>
      )}
      {audiences !== undefined && <p class="detail">For: {namesOf(audiences, content)}</p>}
      {waiting.incidentId && <a href={`/incidents/${waiting.incidentId}`}>The incident</a>}
      {isOwn && <p>Another liaison has to confirm it.</p>}
      {!isOwn && <Button does="confirm" id={waiting.id} words="Confirm and publish" isStrong />}
      <Button does="refuse" id={waiting.id} words={isOwn ? 'Take back' : 'Refuse'} />
    </article>
  );
}

/** One person who asks to read an incident. */
export function RequestCard({
  request,
  content,
  scene,
}: {
  request: AccessRequest;
  content: ConsoleContent;
  scene: Scene;
}) {
  const options = content.audiences.filter(({ id }) => request.audiences.includes(id));
  const form = freshForm(`grant.${request.id}`);
  return (
    <article class="card">
      <h3 dir="auto">
        <bdi>{request.person.name}</bdi> asks to read <strong>{request.title}</strong>
      </h3>
      <p class="detail">
        <bdi>{request.person.id}</bdi>, <Time at={request.askedAt} scene={scene} />
      </p>
      {request.reason !== null && (
        <p class="prose" dir="auto">
          {request.reason}
        </p>
      )}
      <form method="post" action={pageTable.sendFromConsole.path}>
        <FormHead form={form} does="grant" id={request.id} />
        <div class="row">
          <label for={`${form.name}.audience`}>Add to</label>
          <select id={`${form.name}.audience`} name="audience">
            {options.map(({ id, name }, index) => (
              <option key={id} value={id} selected={index === 0}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <p class="detail">An audience may hold more than this incident: the person reads all of it.</p>
        <p class="actions">
          <button class="button strong">Add</button>
        </p>
      </form>
      <Button does="decline" id={request.id} words="Decline" />
    </article>
  );
}

function Button({
  does,
  id,
  words,
  isStrong = false,
}: {
  does: Decision;
  id: string;
  words: string;
  isStrong?: boolean;
}) {
  return (
    <form method="post" action={pageTable.sendFromConsole.path}>
      <FormHead form={freshForm(`${does}.${id}`)} does={does} id={id} />
      <p class="actions">
        <button class={isStrong ? 'button strong' : 'button'}>{words}</button>
      </p>
    </form>
  );
}

function namesOf(ids: readonly string[], { audiences }: ConsoleContent): string {
  if (ids.length === 0) return 'everyone';
  return ids.map((id) => audiences.find((audience) => audience.id === id)?.name ?? id).join(', ');
}
