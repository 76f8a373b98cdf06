import { duration } from '../core/time-words.ts';
import { effectPieces } from '../core/words.ts';
import { msBetween } from '../model/time.ts';
import type { IncidentView } from '../protocol/view.ts';
import { Message } from './message.tsx';
import type { Scene } from './scene.ts';
import { Time } from './time.tsx';

/** The one sentence: "**Checkout is partly down** since 14:02 (32 min)." */
export function Sentence({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  return (
    <Message locale={scene.locale} name="words_sentence">
      <strong>
        <Effect incident={incident} scene={scene} />
      </strong>
      <Since incident={incident} scene={scene} />
    </Message>
  );
}

/** What is affected and how badly. Names are isolated, so that one in another script turns nothing else around. */
export function Effect({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  return (
    <>
      {effectPieces(incident, scene.view, scene.locale).map(({ text, isName }, index) =>
        isName ? <bdi key={index}>{text}</bdi> : text,
      )}
    </>
  );
}

/** "since 14:02 (32 min)": since the beginning, or, for one that is over, since its end. */
export function Since({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  return <SinceTime from={incident.resolvedAt ?? incident.startedAt} scene={scene} />;
}

/** Since when, and for how long that is. */
export function SinceTime({ from, scene }: { from: string; scene: Scene }) {
  return (
    <span class="since">
      <Message locale={scene.locale} name="words_since">
        <Time at={from} isPartOfText scene={scene} />
      </Message>
      <span class="duration">
        <Message locale={scene.locale} name="words_since_for">
          <></>
          <>{duration(msBetween(from, scene.now), scene.locale)}</>
        </Message>
      </span>
    </span>
  );
}
