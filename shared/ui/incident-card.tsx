import { toneOf } from '../core/tone.ts';
import { isLive } from '../model/incident.ts';
import type { IncidentView } from '../protocol/view.ts';
import { Impacts } from './impact-pill.tsx';
import { Links } from './links.tsx';
import { PhaseSteps } from './phase-steps.tsx';
import { PromiseLine } from './promise-line.tsx';
import type { IncidentActions, Scene } from './scene.ts';
import { Sentence } from './sentence.tsx';
import { cardStrings } from './card-strings.ts';
import { strings } from './strings.ts';
import { ToneShape } from './tone-shape.tsx';
import { UpdateEntry } from './update-entry.tsx';
import { WhatToTell } from './what-to-tell.tsx';

interface IncidentCardProps {
  readonly incident: IncidentView;
  readonly scene: Scene;
  /** Level of its heading in the page that it stands in. */
  readonly level: 2 | 3;
  readonly actions?: IncidentActions;
}

/** One incident with its latest update: the same on every surface. */
export function IncidentCard({ incident, scene, level, actions }: IncidentCardProps) {
  const Heading = `h${level}` as const;
  const [latest] = incident.updates;
  const isTitleNews = incident.services.length > 0 && incident.title.trim() !== '';
  return (
    <article class="card" data-tone={toneOf(incident)} aria-labelledby={`title-${incident.id}`}>
      <header class="card-head">
        <ToneShape tone={toneOf(incident)} />
        <div>
          <Heading class="sentence" id={`title-${incident.id}`}>
            <Sentence incident={incident} scene={scene} />
          </Heading>
          <p>
            <PromiseLine incident={incident} now={scene.now} />
          </p>
        </div>
      </header>
      {isTitleNews && (
        <p class="title" dir="auto">
          {incident.title}
        </p>
      )}
      {incident.isRestricted && <p class="detail">{cardStrings.restricted}</p>}
      {isLive(incident) && <PhaseSteps phase={incident.phase} />}
      {latest && <UpdateEntry update={latest} scene={scene} />}
      {isLive(incident) && <WhatToTell incident={incident} />}
      {incident.services.length > 1 && <Impacts incident={incident} scene={scene} />}
      <Links links={incident.links} {...(actions && { onOpen: actions.onOpen })} />
      {actions && <Actions incident={incident} actions={actions} />}
    </article>
  );
}

function Actions({ incident, actions }: { incident: IncidentView; actions: IncidentActions }) {
  const describedBy = `title-${incident.id}`;
  return (
    <p class="actions">
      <button
        type="button"
        class="button"
        aria-describedby={describedBy}
        onClick={() => actions.onOpen(null)}
      >
        {strings.details}
      </button>
      {isLive(incident) && (
        // It stays the same element once pressed, so that a keyboard does not lose its place.
        <button
          type="button"
          class={actions.isAcknowledged ? 'button done' : 'button strong'}
          aria-describedby={describedBy}
          aria-disabled={actions.isAcknowledged}
          onClick={(event) => !actions.isAcknowledged && actions.onAcknowledge(event)}
        >
          {actions.isAcknowledged ? cardStrings.saidGotIt : strings.gotIt}
        </button>
      )}
    </p>
  );
}
