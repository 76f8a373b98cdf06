import type { Locale } from '../../../shared/core/locale.ts';
import type { Choosing, Place } from './use-subscription.ts';

interface SaveStatusProps {
  readonly locale: Locale;
  readonly choosing: Choosing;
  readonly place: Place;
}

/** How the last change at this place went. One that could not be kept stays in sight, with the way to try again. */
export function SaveStatus({ locale: { say }, choosing, place }: SaveStatusProps) {
  const state = choosing.stateAt(place);
  return (
    <div class="save-status">
      <p class="result" data-result={state.kind === 'saved' ? 'done' : 'failed'} role="status">
        {state.kind === 'saved' && say('options_saved')}
        {state.kind === 'replaced' && say('options_replaced')}
        {state.kind === 'failed' && `${say(`options_unsaved_${state.problem}`)} ${say('options_kept')}`}
      </p>
      {state.kind === 'failed' && (
        <button type="button" class="button" onClick={choosing.retry}>
          {say('options_retry')}
        </button>
      )}
    </div>
  );
}
