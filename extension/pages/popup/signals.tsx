import { useState } from 'preact/hooks';
import type { Locale, MessageKey } from '../../../shared/core/locale.ts';
import { type SignalKind, signalKinds } from '../../../shared/model/signal.ts';
import type { Background } from '../background.ts';

export interface SignalsProps {
  readonly incidentId: string;
  /** What the person said last, as the relay has it. */
  readonly said: SignalKind | undefined;
  readonly background: Background;
  readonly locale: Locale;
}

/** What the person just said. It counts until the relay's word changes, which then is the newer one. */
interface Attempt {
  readonly kind: SignalKind;
  readonly before: SignalKind | undefined;
  readonly outcome: 'sending' | 'told' | 'unreachable' | 'refused';
}

/**
 * What an incident means for the person, told to those who write the updates with one press. Toggle buttons and no radio
 * buttons: those are chosen by passing over them with the arrow keys, and each would be sent.
 */
export function Signals({ incidentId, said, background, locale: { say } }: SignalsProps) {
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const isStanding = attempt?.before === said;
  const outcome = isStanding ? attempt?.outcome : undefined;
  const hasFailed = outcome === 'unreachable' || outcome === 'refused';
  const chosen = attempt && isStanding && !hasFailed ? attempt.kind : said;
  const send = async (kind: SignalKind) => {
    // One after the other, so that the last word is the last one sent.
    if (outcome === 'sending' || kind === chosen) return;
    const attempt = { kind, before: said };
    setAttempt({ ...attempt, outcome: 'sending' });
    setAttempt({ ...attempt, outcome: await outcomeOf(background, incidentId, kind) });
  };
  const status = statusOf(chosen, outcome);
  const labelId = `signals-${incidentId}`;
  return (
    <div class="signals" role="group" aria-labelledby={labelId}>
      <p class="label" id={labelId}>
        {say('popup_signals')}
      </p>
      {signalKinds.map((kind) => (
        <button
          key={kind}
          type="button"
          class="button small"
          aria-pressed={kind === chosen}
          onClick={() => void send(kind)}
        >
          {say(`popup_signal_${kind}`)}
        </button>
      ))}
      <p role="status" class="detail">
        {status && say(status)}
      </p>
    </div>
  );
}

async function outcomeOf(
  background: Background,
  incidentId: string,
  kind: SignalKind,
): Promise<Attempt['outcome']> {
  try {
    const answer = await background.ask('send_signal', { incidentId, kind });
    if (answer.ok) return 'told';
    return answer.reason === 'refused' ? 'refused' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

function statusOf(
  chosen: SignalKind | undefined,
  outcome: Attempt['outcome'] | undefined,
): MessageKey | null {
  if (outcome === 'unreachable') return 'card_not_through';
  if (outcome === 'refused') return 'popup_signal_refused';
  return chosen && outcome !== 'sending' ? 'popup_signal_told' : null;
}
