import type { Locale } from '../core/locale.ts';
import type { View } from '../protocol/view.ts';

/** What a component needs to know beside what it shows: names, the moment, and how the reader reads. */
export interface Scene {
  readonly view: Pick<View, 'services'>;
  /** Relay time, ISO. */
  readonly now: string;
  readonly locale: Locale;
}

/** What a person can do with an incident; left out where a surface only shows. */
export interface IncidentActions {
  readonly isAcknowledged: boolean;
  /** A "Got it" is asked for, not merely welcome. */
  readonly asksAcknowledgement: boolean;
  /** What can be done with its bar in the tools; left out where it has none. */
  readonly bar?: BarAction | undefined;
  /** True where the last thing that the person did with it did not reach the background. */
  readonly hasFailed: boolean;
  readonly onAcknowledge: (event: MouseEvent) => void;
  /** `null` leaves the choice of the address to who opens it: the incident's own page. */
  readonly onOpen: (url: string | null) => void;
}

/** Whether a card that can be brief shows everything, and how a person changes that. */
export interface Fold {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** Putting the bar of an incident off, or showing it again. */
export interface BarAction {
  readonly state: BarState;
  readonly onToggle: () => void;
}

/**
 * How a bar stands in the tools. `hidden` covers what was acknowledged too: there is no bar, and the next update alone does not
 * bring it back. Of one that quiet hours hold back it is known until when; `null` where they go on from day to day.
 */
export type BarState =
  | { readonly kind: 'shown' | 'snoozed' | 'hidden' }
  | { readonly kind: 'held_back'; readonly until: string | null };
