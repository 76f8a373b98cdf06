import type { ComponentChildren } from 'preact';
import type { Locale } from '../core/locale.ts';
import { toneOf } from '../core/tone.ts';
import { isLive } from '../model/incident.ts';
import type { IncidentView } from '../protocol/view.ts';
import { Advice } from './advice.tsx';
import { CardFoot } from './card-foot.tsx';
import { Impacts } from './impact-pill.tsx';
import { Links } from './links.tsx';
import { PhaseSteps } from './phase-steps.tsx';
import { PromiseLine } from './promise-line.tsx';
import type { Fold, IncidentActions, Scene } from './scene.ts';
import { Sentence } from './sentence.tsx';
import { ToneShape } from './tone-shape.tsx';
import { UpdateEntry } from './update-entry.tsx';

interface IncidentCardProps {
  readonly incident: IncidentView;
  readonly scene: Scene;
  /** Level of its heading in the page that it stands in. */
  readonly level: 2 | 3;
  readonly actions?: IncidentActions;
  /** Left out where the card always shows everything. */
  readonly fold?: Fold | undefined;
  /** Stands in the place of the latest update, on a surface that can show all of them. */
  readonly updates?: ComponentChildren;
  /** What a surface adds of its own to a card that shows everything. */
  readonly children?: ComponentChildren;
}

/** One incident with its latest update: the same on every surface. */
export function IncidentCard(props: IncidentCardProps) {
  const { incident, actions, fold } = props;
  const { locale } = props.scene;
  return (
    <article
      class="card"
      data-tone={toneOf(incident)}
      data-about={incident.id}
      aria-labelledby={`title-${incident.id}`}
    >
      <CardHead {...props} />
      <div class="card-rest">
        {fold?.isOpen === false ? <Gist incident={incident} locale={locale} /> : <Everything {...props} />}
        {actions && (
          <CardFoot incident={incident} actions={actions} isBrief={fold?.isOpen === false} locale={locale} />
        )}
      </div>
    </article>
  );
}

/** The fold stands here and not at the end, so that it stays under the pointer and comes before what it opens. */
function CardHead({ incident, scene, level, fold }: IncidentCardProps) {
  const Heading = `h${level}` as const;
  const titleId = `title-${incident.id}`;
  return (
    <header class="card-head">
      <ToneShape tone={toneOf(incident)} />
      <div>
        <Heading class="sentence" id={titleId}>
          <Sentence incident={incident} scene={scene} />
        </Heading>
        <div class="card-next">
          <PromiseLine incident={incident} scene={scene} />
          {fold && (
            <button
              type="button"
              class="link-button"
              aria-expanded={fold.isOpen}
              aria-describedby={titleId}
              onClick={fold.onToggle}
            >
              {scene.locale.say(fold.isOpen ? 'card_less' : 'card_more')}
            </button>
          )}
        </div>
      </div>
    </header>
  );
}

/** What was said last, or else the title, in two lines. */
function Gist({ incident, locale }: { incident: IncidentView; locale: Locale }) {
  const text = incident.updates[0]?.message.trim() || titleNews(incident);
  return (
    <>
      {text !== '' && (
        <p class="prose" dir="auto" data-fold="brief">
          {text}
        </p>
      )}
      <Restricted incident={incident} locale={locale} />
    </>
  );
}

function Everything({ incident, scene, actions, updates, children }: IncidentCardProps) {
  const { locale } = scene;
  const [latest] = incident.updates;
  const title = titleNews(incident);
  return (
    <>
      {title !== '' && (
        <p class="title" dir="auto">
          {title}
        </p>
      )}
      <Restricted incident={incident} locale={locale} />
      {isLive(incident) && <PhaseSteps phase={incident.phase} locale={locale} />}
      {updates ?? (latest && <UpdateEntry update={latest} scene={scene} />)}
      {isLive(incident) && <Advice incident={incident} locale={locale} />}
      {incident.services.length > 1 && <Impacts incident={incident} scene={scene} />}
      <Links links={incident.links} locale={locale} {...(actions && { onOpen: actions.onOpen })} />
      {children}
    </>
  );
}

function Restricted({ incident, locale }: { incident: IncidentView; locale: Locale }) {
  return incident.isRestricted ? <p class="detail">{locale.say('card_restricted')}</p> : null;
}

/** The title, where the sentence does not say it already. */
function titleNews({ services, title }: IncidentView): string {
  return services.length > 0 ? title.trim() : '';
}
