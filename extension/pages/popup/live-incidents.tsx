import type { Notice } from '../../../shared/core/notices.ts';
import { IncidentCard } from '../../../shared/ui/incident-card.tsx';
import type { Fold, Scene } from '../../../shared/ui/scene.ts';
import type { Picture } from '../../data/messages.ts';
import type { Background } from '../background.ts';
import { AllUpdates } from './all-updates.tsx';
import { barStates } from './bar-state.ts';
import type { Parts } from './parts.ts';
import { useFolds } from './use-folds.ts';
import { useIncidentActions } from './use-incident-actions.ts';
import { shownWhole, useOpened } from './use-opened.ts';

interface LiveIncidentsProps {
  readonly notices: readonly Notice[];
  readonly picture: Picture;
  readonly Signals: Parts['Signals'];
  readonly scene: Scene;
  readonly background: Background;
  readonly refresh: () => Promise<unknown>;
}

/** A card for each live incident: first those that concern the person, then what else is going on, in brief. */
export function LiveIncidents({ notices, picture, Signals, scene, background, refresh }: LiveIncidentsProps) {
  const mine = notices.filter(({ concern }) => concern === 'mine');
  const others = notices.filter(({ concern }) => concern === 'other');
  const foldOf = useFolds(
    mine.map(({ incident }) => incident.id),
    others.map(({ incident }) => incident.id),
  );
  const barOf = barStates({ ...picture, now: scene.now }, picture, scene.locale);
  const actionsOf = useIncidentActions(background, barOf, refresh);
  useOpened(shownWhole(notices, foldOf), background);
  const card = (notice: Notice, level: 2 | 3, fold: Fold | undefined) => {
    const { incident, concern } = notice;
    const asksNothing = fold?.isOpen === false && concern === 'other';
    return (
      <IncidentCard
        key={incident.id}
        incident={incident}
        scene={scene}
        level={level}
        fold={fold}
        updates={<AllUpdates incident={incident} scene={scene} />}
        {...(!asksNothing && { actions: actionsOf(notice) })}
      >
        {Signals && (
          <Signals
            incidentId={incident.id}
            said={picture.own.signals?.[incident.id]}
            background={background}
            locale={scene.locale}
          />
        )}
      </IncidentCard>
    );
  };
  return (
    <>
      {mine.map((notice) => card(notice, 2, foldOf(notice.incident.id)))}
      {others.length > 0 && (
        <section class="section">
          <h2 class="section-head">{scene.locale.say('popup_others')}</h2>
          {others.map((notice) => card(notice, 3, foldOf(notice.incident.id)))}
        </section>
      )}
    </>
  );
}
