import type { Locale } from '../core/locale.ts';
import { toneOfImpact } from '../core/tone.ts';
import { impactWord } from '../core/words.ts';
import { type Impact, impactRank } from '../model/impact.ts';
import type { IncidentView } from '../protocol/view.ts';
import type { Scene } from './scene.ts';
import { ToneShape } from './tone-shape.tsx';

/** The services of an incident, worst first, each with what its users feel. Nothing where there is none. */
export function Impacts({ incident, scene }: { incident: IncidentView; scene: Scene }) {
  if (incident.services.length === 0) return null;
  const names = new Map(scene.view.services.map((service) => [service.id, service.name]));
  return (
    <ul class="impacts" aria-label={scene.locale.say('card_impacts')}>
      {incident.services
        .toSorted((a, b) => impactRank(b.impact) - impactRank(a.impact))
        .map(({ id, impact }) => (
          <li key={id}>
            <bdi>{names.get(id) ?? id}</bdi> <ImpactPill impact={impact} locale={scene.locale} />
          </li>
        ))}
    </ul>
  );
}

/** Shape, colour and word of an impact. */
export function ImpactPill({ impact, locale }: { impact: Impact; locale: Locale }) {
  const tone = impact === 'operational' ? 'over' : toneOfImpact(impact);
  return (
    <span class="pill" data-tone={tone}>
      <ToneShape tone={tone} /> {impactWord(impact, locale)}
    </span>
  );
}
