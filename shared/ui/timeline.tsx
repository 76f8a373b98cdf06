import { type Change, changesBetween } from '../core/changes.ts';
import type { Locale } from '../core/locale.ts';
import { promiseRecord, punctuality } from '../core/promises.ts';
import { duration } from '../core/time-words.ts';
import { type Phase, phases } from '../model/phase.ts';
import type { IncidentView, UpdateView } from '../protocol/view.ts';
import { ChangeList } from './change-list.tsx';
import type { Scene } from './scene.ts';
import { UpdateEntry } from './update-entry.tsx';
import { Workaround } from './workaround.tsx';

/** All updates of an incident, newest first: what each changed, and whether they came when they were promised. */
export function Timeline({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  const { updates } = incident;
  const record = recordWords(incident, scene.locale);
  return (
    <div class="history">
      {record !== '' && <p class="detail">{record}</p>}
      <ol class="timeline">
        {updates.map((update, index) => (
          <li key={update.id}>
            <Entry update={update} before={updates[index + 1]} scene={scene} />
          </li>
        ))}
      </ol>
      {incident.isTruncated && <p class="detail">{scene.locale.say('card_older_updates')}</p>}
    </div>
  );
}

interface EntryProps {
  readonly update: UpdateView;
  readonly before: UpdateView | undefined;
  readonly scene: Scene;
}

function Entry({ update, before, scene }: EntryProps) {
  const met = punctuality(update, before);
  return (
    <>
      <UpdateEntry
        update={update}
        scene={scene}
        mark={<PhaseMark phase={update.phase} />}
        {...(met.kind === 'late' && { late: lateWords(met.byMinutes, scene.locale) })}
      >
        {before && <ChangeList changes={newsBetween(before, update)} scene={scene} />}
      </UpdateEntry>
      <Workaround text={update.workaround} locale={scene.locale} />
    </>
  );
}

/** A step ahead is said by the phase beside the time already. */
function newsBetween(before: UpdateView, after: UpdateView): Change[] {
  return changesBetween(before, after).filter(({ kind }) => kind !== 'moved_on');
}

/** How far along a phase is, as four strokes. The word stands beside it. */
function PhaseMark({ phase }: { phase: Phase }) {
  const present = phases.indexOf(phase);
  return (
    <span class="strokes" aria-hidden="true">
      {phases.map((step, index) => (
        <i key={step} data-step={index > present ? 'ahead' : 'past'} />
      ))}
    </span>
  );
}

function lateWords(byMinutes: number, locale: Locale): string {
  return locale.say('card_late', duration(byMinutes * 60_000, locale));
}

/** "3 of 4 updates came in time."; empty where no promise has been answered yet. */
function recordWords({ updates, isTruncated }: IncidentView, locale: Locale): string {
  const { kept, of } = promiseRecord(updates);
  if (of === 0) return '';
  if (of === 1) return locale.say(kept === 1 ? 'card_last_in_time' : 'card_last_late');
  const name = isTruncated ? 'card_in_time_of_last' : 'card_in_time';
  return locale.count(name, of, locale.number(kept), locale.number(of));
}
