import type { Locale, MessageKey } from '../core/locale.ts';
import { isLive } from '../model/incident.ts';
import type { IncidentView } from '../protocol/view.ts';
import type { BarState, IncidentActions } from './scene.ts';

interface CardFootProps {
  readonly incident: IncidentView;
  readonly actions: IncidentActions;
  /** There is little room, so that the words are few. */
  readonly isBrief?: boolean;
  readonly locale: Locale;
}

/** What a person can do with an incident. A surface that scrolls may keep it in sight. */
export function CardFoot({ incident, actions, isBrief = false, locale: { say } }: CardFootProps) {
  const describedBy = `title-${incident.id}`;
  const { bar } = actions;
  return (
    <div class="card-foot">
      <p role="status" class={actions.asksAcknowledgement ? 'label' : 'detail'}>
        {statusWords(actions, say)}
      </p>
      {bar && (
        // One element for both, so that a keyboard does not lose its place.
        <button
          type="button"
          class="link-button"
          aria-describedby={describedBy}
          onClick={() => bar.onToggle()}
        >
          {say(barWord(bar.state, isBrief))}
        </button>
      )}
      <div class="actions">
        <button
          type="button"
          class="button"
          aria-describedby={describedBy}
          onClick={() => actions.onOpen(null)}
        >
          {say('words_details')}
        </button>
        {isLive(incident) && (
          // It stays the same element once pressed, so that a keyboard does not lose its place.
          <button
            type="button"
            class={actions.isAcknowledged ? 'button done' : 'button strong'}
            aria-describedby={describedBy}
            aria-disabled={actions.isAcknowledged}
            onClick={(event) => !actions.isAcknowledged && actions.onAcknowledge(event)}
          >
            {say(actions.isAcknowledged ? 'card_said_got_it' : 'words_got_it')}
          </button>
        )}
      </div>
    </div>
  );
}

function statusWords({ hasFailed, asksAcknowledgement, bar }: IncidentActions, say: Locale['say']): string {
  if (hasFailed) return say('card_not_through');
  if (asksAcknowledgement) return say('card_asks_got_it');
  if (bar?.state.kind === 'held_back') {
    const { until } = bar.state;
    return until === null ? say('card_quiet') : say('card_quiet_until', until);
  }
  return bar?.state.kind === 'snoozed' ? say('card_snoozed') : '';
}

function barWord({ kind }: BarState, isBrief: boolean): MessageKey {
  if (kind === 'shown') return isBrief ? 'banner_snooze_short' : 'card_snooze';
  return isBrief || kind === 'held_back' ? 'card_show_bar' : 'card_show_bar_again';
}
