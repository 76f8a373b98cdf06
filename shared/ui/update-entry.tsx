import { phaseWord } from '../core/words.ts';
import type { IncidentView, UpdateView } from '../protocol/view.ts';
import { Clamp } from './clamp.tsx';
import type { Scene } from './scene.ts';
import { Time } from './time.tsx';

/** All updates of an incident, newest first. */
export function Timeline({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  return (
    <>
      <ol class="timeline">
        {incident.updates.map((update) => (
          <li key={update.id}>
            <UpdateEntry update={update} scene={scene} />
          </li>
        ))}
      </ol>
      {incident.isTruncated && <p class="detail">{scene.locale.say('card_older_updates')}</p>}
    </>
  );
}

/** One update: when, in which phase, what was said, and the workaround if it names one. */
export function UpdateEntry({ update, scene }: { update: UpdateView; scene: Scene }) {
  return (
    <div class="update">
      <p class="detail">
        <Time at={update.at} scene={scene} /> · {phaseWord(update.phase, scene.locale)}
      </p>
      {update.message.trim() === '' ? (
        <p class="detail">{scene.locale.say('card_no_message')}</p>
      ) : (
        <Clamp text={update.message} locale={scene.locale} />
      )}
      {update.workaround !== null && (
        <>
          <p class="label">{scene.locale.say('card_workaround')}</p>
          <Clamp text={update.workaround} locale={scene.locale} />
        </>
      )}
    </div>
  );
}
