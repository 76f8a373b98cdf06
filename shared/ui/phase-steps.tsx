import { phaseWord } from '../core/words.ts';
import { type Phase, phases } from '../model/phase.ts';
import { cardStrings } from './card-strings.ts';

/** The four phases in people's words, with the present one marked. */
export function PhaseSteps({ phase }: { phase: Phase }) {
  const present = phases.indexOf(phase);
  return (
    <ol class="steps" aria-label={cardStrings.phaseSteps}>
      {phases.map((step, index) => (
        <li
          key={step}
          class="step"
          data-step={index < present ? 'past' : index === present ? 'present' : 'ahead'}
          aria-current={index === present ? 'step' : undefined}
        >
          {phaseWord(step)}
        </li>
      ))}
    </ol>
  );
}
