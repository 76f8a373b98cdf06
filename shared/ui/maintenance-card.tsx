import { maintenanceWord } from '../core/maintenance-words.ts';
import type { MaintenanceView } from '../protocol/view.ts';
import { Clamp } from './clamp.tsx';
import type { Scene } from './scene.ts';
import { List } from './list.tsx';
import { Message } from './message.tsx';
import { Time } from './time.tsx';
import { ToneShape } from './tone-shape.tsx';

interface MaintenanceCardProps {
  readonly maintenance: MaintenanceView;
  readonly scene: Scene;
  /** Level of its heading in the page that it stands in. */
  readonly level: 2 | 3;
}

/** Planned work: what, when from and to, on which services. */
export function MaintenanceCard({ maintenance, scene, level }: MaintenanceCardProps) {
  const Heading = `h${level}` as const;
  const { id, title, message, phase, services, startsAt, endsAt } = maintenance;
  const names = new Map(scene.view.services.map((service) => [service.id, service.name]));
  return (
    <article class="card" data-tone="planned" aria-labelledby={`title-${id}`}>
      <header class="card-head">
        <ToneShape tone="planned" />
        <Heading class="sentence" id={`title-${id}`}>
          <strong>
            <bdi>{title}</bdi>
          </strong>
        </Heading>
      </header>
      <p class="line">
        <Message locale={scene.locale} name="card_span">
          <Time at={startsAt} scene={scene} />
          <Time at={endsAt} from={startsAt} scene={scene} />
        </Message>{' '}
        · {maintenanceWord(phase, scene.locale)}
      </p>
      {services.length > 0 && (
        <p class="detail">
          <List names={services.map((id) => names.get(id) ?? id)} locale={scene.locale} />
        </p>
      )}
      {message.trim() !== '' && <Clamp text={message} locale={scene.locale} />}
    </article>
  );
}
