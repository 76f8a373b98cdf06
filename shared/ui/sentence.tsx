import { duration, effectPieces } from '../core/words.ts';
import { msBetween } from '../model/time.ts';
import type { IncidentView } from '../protocol/view.ts';
import type { Scene } from './scene.ts';
import { strings } from './strings.ts';
import { Time } from './time.tsx';

/** The one sentence: "**Checkout is partly down** since 14:02 (32 min)." */
export function Sentence({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  return (
    <>
      <strong>
        <Effect incident={incident} scene={scene} />
      </strong>{' '}
      <Since incident={incident} scene={scene} />.
    </>
  );
}

/** What is affected and how badly. Names are isolated, so that one in another script turns nothing else around. */
export function Effect({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  return (
    <>
      {effectPieces(incident, scene.view).map(({ text, isName }, index) =>
        isName ? <bdi key={index}>{text}</bdi> : text,
      )}
    </>
  );
}

/** "since 14:02 (32 min)": since the beginning, or, for one that is over, since its end. */
export function Since({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  const from = incident.resolvedAt ?? incident.startedAt;
  return (
    <span class="since">
      {strings.since} <Time at={from} scene={scene} />{' '}
      <span class="duration">({duration(msBetween(from, scene.now))})</span>
    </span>
  );
}
