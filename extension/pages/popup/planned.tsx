import type { MaintenanceView } from '../../../shared/protocol/view.ts';
import { MaintenanceCard } from '../../../shared/ui/maintenance-card.tsx';
import type { Scene } from '../../../shared/ui/scene.ts';

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
