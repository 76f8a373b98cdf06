import * as v from 'valibot';
import { isRejection } from '../../shared/core/rejection.ts';
import { toneOf } from '../../shared/core/tone.ts';
import { effectSentence } from '../../shared/core/words.ts';
import { Id } from '../../shared/model/id.ts';
import { isLive } from '../../shared/model/incident.ts';
import { hasRole } from '../../shared/model/person.ts';
import type { SignalCounts } from '../../shared/protocol/answers.ts';
import type { IncidentView, View } from '../../shared/protocol/view.ts';
import { Advice } from '../../shared/ui/advice.tsx';
import { Impacts } from '../../shared/ui/impact-pill.tsx';
import { Links } from '../../shared/ui/links.tsx';
import { PhaseSteps } from '../../shared/ui/phase-steps.tsx';
import { PromiseLine } from '../../shared/ui/promise-line.tsx';
import type { Scene } from '../../shared/ui/scene.ts';
import { Sentence } from '../../shared/ui/sentence.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { ToneShape } from '../../shared/ui/tone-shape.tsx';
import { Timeline } from '../../shared/ui/timeline.tsx';
import type { Caller } from '../hub/hub-api.ts';
import { unreadablePage } from './ask-for-access.tsx';
import { Layout } from './layout.tsx';
import { refusalPage } from './message-page.tsx';
import { pageResponse } from './page-response.ts';
import { sceneOf } from './scene.ts';
import { SignalLine } from './signal-line.tsx';
import type { Visit } from './visit.ts';

/** One incident with all its updates. What this person may not read looks like what does not exist. */
export async function incidentPage({ request, person, params, hub }: Visit): Promise<Response> {
  if (!person) return refusalPage('unauthenticated', null);
  const id = params['id'] ?? '';
  if (!v.is(Id, id)) return refusalPage('not_found', person);
  const [answer, services, signals] = await Promise.all([
    hub((h) => h.readIncident(person, id)),
    hub((h) => h.list('services')),
    hasRole(person.role, 'liaison') ? hub((h) => h.countSignals([id])) : null,
  ]);
  if (isRejection(answer)) {
    const isOffered = answer.rejected === 'not_found' && (await hub((h) => h.run('mayAsk', person)));
    return isOffered ? unreadablePage(request, person) : refusalPage(answer.rejected, person);
  }
  const incident = JSON.parse(answer.body ?? '') as IncidentView;
  const scene = sceneOf(JSON.parse(services) as Pick<View, 'services'>);
  return pageResponse(
    <IncidentPage incident={incident} signals={signals?.[id]} scene={scene} person={person} />,
  );
}

interface IncidentPageProps {
  readonly incident: IncidentView;
  /** For liaisons only. */
  readonly signals: SignalCounts | undefined;
  readonly scene: Scene;
  readonly person: Caller;
}

function IncidentPage({ incident, signals, scene, person }: IncidentPageProps) {
  return (
    <Layout title={effectSentence(incident, scene.view, scene.locale)} person={person}>
      <header class="headline">
        <ToneShape tone={toneOf(incident)} />
        <h1>
          <Sentence incident={incident} scene={scene} /> <PromiseLine incident={incident} scene={scene} />
        </h1>
      </header>
      <p dir="auto">{incident.title}</p>
      {incident.isRestricted && <p class="notice">{scene.locale.say('card_restricted')}</p>}
      <PhaseSteps phase={incident.phase} locale={scene.locale} />
      <SignalLine counts={signals} />
      {isLive(incident) && <Advice incident={incident} locale={scene.locale} />}
      <Impacts incident={incident} scene={scene} />
      <Owners incident={incident} scene={scene} />
      <Links links={incident.links} locale={scene.locale} />
      <h2>Updates</h2>
      <Timeline incident={incident} scene={scene} />
      <p class="detail">
        Severity {incident.severity.slice(3)} · as of <Time at={scene.now} scene={scene} />. Reload to ask
        again.
      </p>
    </Layout>
  );
}

/** Which team answers for what is affected, where the catalogue says so. */
function Owners({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  const owned = scene.view.services.filter(
    ({ id, owner }) => owner !== undefined && incident.services.some((service) => service.id === id),
  );
  if (owned.length === 0) return null;
  return (
    <ul class="detail">
      {owned.map(({ id, name, owner }) => (
        <li key={id}>
          <bdi>{owner}</bdi> answers for <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
