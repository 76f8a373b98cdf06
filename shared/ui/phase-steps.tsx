import type { Locale } from '../core/locale.ts';
import { phaseWord } from '../core/words.ts';
import { type Phase, phases } from '../model/phase.ts';

/** The four phases in people's words, with the present one marked. */
export function PhaseSteps({ phase, locale }: { phase: Phase; locale: Locale }) {
  const present = phases.indexOf(phase);
  return (
    <ol class="steps" aria-label={locale.say('card_phase_steps')}>
      {phases.map((step, index) => (
        <li
          key={step}
          class="step"
          data-step={index < present ? 'past' : index === present ? 'present' : 'ahead'}
          aria-current={index === present ? 'step' : undefined}
        >
          {phaseWord(step, locale)}
        </li>
      ))}
    </ol>
  );
}
