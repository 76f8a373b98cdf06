import type { ComponentChildren } from 'preact';
import { useCallback, useEffect } from 'preact/hooks';
import { catchUp } from '../../../shared/core/catch-up.ts';
import { toneOf } from '../../../shared/core/tone.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { ChangeList } from '../../../shared/ui/change-list.tsx';
import type { Scene } from '../../../shared/ui/scene.ts';
import { Sentence, SinceTime } from '../../../shared/ui/sentence.tsx';
import { ToneShape } from '../../../shared/ui/tone-shape.tsx';
import type { Picture } from '../../data/messages.ts';
import type { Background } from '../background.ts';

export interface AwayCardProps {
  readonly picture: Picture;
  readonly scene: Scene;
  readonly background: Background;
  readonly refresh: () => Promise<unknown>;
}

/** What happened on the person's services while nobody was here: one card, however much it was. Nothing where nothing did. */
export function AwayCard({ picture, scene, background, refresh }: AwayCardProps) {
  const { say } = scene.locale;
  const { away } = picture;
  const missed = away && catchUp(picture, away);
  const isNothing = away !== null && missed === null;
  const see = useCallback(
    () => void background.ask('away_seen', {}).then(refresh, () => undefined),
    [background, refresh],
  );
  // Looked at, and there was nothing: what happens from now on does not happen while they are away.
  useEffect(() => {
    if (isNothing) see();
  }, [isNothing, see]);
  if (away === null || missed === null) return null;
  return (
    <section class="card away" aria-labelledby="away">
      <header class="head-row">
        <h2>
          <span class="label" id="away">
            {say('popup_away_title')}
          </span>{' '}
          <span class="detail">
            <SinceTime from={away.from} scene={scene} />
          </span>
        </h2>
        <button type="button" class="button small" aria-describedby="away" onClick={see}>
          {say('popup_away_close')}
        </button>
      </header>
      <ul>
        {missed.began.map((incident) => (
          <Line key={incident.id} what={say('popup_away_began')} incident={incident} scene={scene} />
        ))}
        {missed.changed.map(({ incident, changes }) => (
          <Line key={incident.id} what={say('popup_away_changed')} incident={incident} scene={scene}>
            <ChangeList changes={changes} scene={scene} />
          </Line>
        ))}
        {missed.ended.map((incident) => (
          <Line key={incident.id} what={say('popup_away_ended')} incident={incident} scene={scene} />
        ))}
      </ul>
    </section>
  );
}

interface LineProps {
  readonly what: string;
  readonly incident: IncidentView;
  readonly scene: Scene;
  readonly children?: ComponentChildren;
}

function Line({ what, incident, scene, children }: LineProps) {
  return (
    <li class="card-head">
      <ToneShape tone={toneOf(incident)} />
      <div>
        <p>
          <span class="detail">{what}</span> <Sentence incident={incident} scene={scene} />
        </p>
        {children}
      </div>
    </li>
  );
}
