import type { IncidentView, MaintenanceView } from '../../../shared/protocol/view.ts';
import { MaintenanceCard } from '../../../shared/ui/maintenance-card.tsx';
import type { Scene } from '../../../shared/ui/scene.ts';
import { Sentence } from '../../../shared/ui/sentence.tsx';
import { ToneShape } from '../../../shared/ui/tone-shape.tsx';
import type { Background } from '../background.ts';

export interface PlannedProps {
  /** At least one. */
  readonly maintenances: readonly MaintenanceView[];
  readonly scene: Scene;
}

/** Maintenance that is coming or running. */
export function Planned({ maintenances, scene }: PlannedProps) {
  return (
    <section class="section">
      <h2 class="section-head">{scene.locale.say('popup_planned')}</h2>
      {maintenances.map((maintenance) => (
        <MaintenanceCard key={maintenance.id} maintenance={maintenance} scene={scene} level={3} />
      ))}
    </section>
  );
}

export interface OverTodayProps {
  /** At least one. */
  readonly incidents: readonly IncidentView[];
  readonly scene: Scene;
  readonly background: Background;
}

/** Incidents that ended in the last day, a line each. */
export function OverToday({ incidents, scene, background }: OverTodayProps) {
  return (
    <section class="section">
      <h2 class="section-head">{scene.locale.say('popup_over')}</h2>
      {incidents.map((incident) => (
        <div key={incident.id} class="over" data-about={incident.id}>
          <ToneShape tone="over" />
          <div>
            <p class="sentence">
              <Sentence incident={incident} scene={scene} />
            </p>
            <p class="detail prose" dir="auto" data-fold="brief">
              {incident.title}
            </p>
          </div>
          <button
            type="button"
            class="link-button"
            onClick={() =>
              void background
                .ask('open_incident', { incidentId: incident.id, url: null })
                .catch(() => undefined)
            }
          >
            {scene.locale.say('words_details')}
          </button>
        </div>
      ))}
    </section>
  );
}
