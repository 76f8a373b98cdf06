import type { Banner } from '../../shared/core/banner.ts';
import type { LinkState } from '../../shared/core/link-state.ts';
import type { Standing, ToolChoice } from '../../shared/core/standing.ts';
import type { SignalKind } from '../../shared/model/signal.ts';
import type { Subscription } from '../../shared/model/subscription.ts';
import type { Ending } from '../../shared/protocol/ending.ts';
import type { View } from '../../shared/protocol/view.ts';
import type { ManagedPolicy } from './policy.ts';
import type { Diagnostics } from './diagnostics.ts';

/*
 * What passes between the background and the extension's own pages, over `runtime.sendMessage`. The background is the
 * only one that talks to the relay and the only one that writes; pages ask, show and tell it what a person did.
 */

/** Everything a surface needs to show the truth, from one moment. */
export interface Picture extends Omit<Standing, 'now'> {
  readonly link: LinkState;
  readonly confirmedAt: string | null;
  /** The relay's clock as this browser knows it, as ISO time; a surface counts on from here with its own timer. */
  readonly relayNow: string;
  /** From when until when the person was away, where they are back and have not seen what they missed. */
  readonly away: { readonly from: string; readonly until: string } | null;
  /** The relay's address, for links to its pages; `null` while unpaired. */
  readonly relayUrl: string | null;
  /** A pairing under way, or how the last one failed; `null` for neither. */
  readonly asking: Asking | null;
  /** Why and when (relay time, ISO) the relay ended the pairing of this browser, where it did. */
  readonly ended: { readonly reason: Ending; readonly at: string } | null;
  /** Ids of the tools whose permission the person gave (or the build holds). */
  readonly allowedToolIds: readonly string[];
  /** What the company has set for this browser. */
  readonly managed: ManagedPolicy;
  /** Ids of the incidents whose bar was hidden in some tab, and nothing material has happened since. */
  readonly hiddenIds: readonly string[];
}

/** What a banner frame shows, or that it has nothing to show and removes itself. */
export type BannerPicture =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'banner';
      readonly banner: Banner;
      readonly services: View['services'];
      readonly relayNow: string;
      readonly link: LinkState;
      /** As in {@link Picture}: while cut off, the banner says since when. */
      readonly confirmedAt: string | null;
      /** Whether tab, window and machine are such that a person could be looking. A frame cannot know. */
      readonly canBeSeen: boolean;
    };

/** Where the host lays the frame in the page. It holds no text and no tone, since the page can see the result. */
export type BannerPlace =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'banner';
      readonly form: Banner['form'];
      readonly placement: Banner['placement'];
      /** As CSS, since the host in the page is to hold as little as it can. */
      readonly style: string;
    };

/** A material revision that a frame shows and could say aloud. */
export interface Announceable {
  readonly id: string;
  readonly materialRevision: number;
}

/** An incident that a frame is to say aloud now; at once where it is an alert, else when the screen reader is free. */
export interface Announcement {
  readonly id: string;
  readonly isAlert: boolean;
}

/** Asked of the background; each with its answer. */
export interface Requests {
  /** From the host in the page. This and the next are the only things that a content script may ask. */
  get_banner_place: { ask: object; answer: BannerPlace };
  /** From the host in a page that somebody looks at: load what keeps it out of the page's way. */
  load_spot_finder: { ask: object; answer: null };
  /** From a banner frame that has drawn itself: without this sign its host shows a strip without text. */
  banner_drawn: { ask: object; answer: null };
  /** A surface opened or wants to be current again. */
  get_picture: { ask: object; answer: Picture };
  /** From a banner frame; the background knows the tab from the sender. */
  get_banner: { ask: object; answer: BannerPicture };
  /** From a banner frame: which of these is it to say aloud? `null` where nobody would hear it now. */
  claim_announcements: {
    ask: { incidents: readonly Announceable[] };
    answer: readonly Announcement[] | null;
  };
  /** The frame proved for 2 s that it is visible. */
  banner_displayed: { ask: { incidentId: string; revision: number }; answer: null };
  /** A person opened the incident's details: marks it opened, and opens its page in a new tab. */
  open_incident: { ask: { incidentId: string; url: string | null }; answer: null };
  /** Opens the relay's status page in a new tab. */
  open_status_page: { ask: object; answer: null };
  /** A person reads it in the popup. */
  incidents_opened: { ask: { incidents: readonly { id: string; revision: number }[] }; answer: null };
  /** The person has seen what they missed. */
  away_seen: { ask: object; answer: null };
  acknowledge: { ask: { incidentId: string; revision: number }; answer: null };
  /** Hides the banner in the sender's tab only, until the next material update. */
  hide_here: { ask: { incidentId: string }; answer: null };
  /** Puts its bar off in all tabs until the next update, or until that is overdue. */
  snooze: { ask: { incidentId: string }; answer: null };
  /** Shows its bar again in all tabs. */
  show_again: { ask: { incidentId: string }; answer: null };
  /** Switches a tool on or off in this browser, or says where its bar sits. */
  choose_for_tool: { ask: { toolId: string; choice: ToolChoice }; answer: null };
  /** Tells the liaison what an incident means for this person. */
  send_signal: { ask: { incidentId: string; kind: SignalKind }; answer: WriteAnswer };
  /** Replaces the person's subscription, on all devices. What is none reads as `null` and is refused. */
  save_subscription: { ask: { subscription: Subscription | null }; answer: WriteAnswer };
  /** Asks the relay to let this browser in, and opens its page where the person confirms it. */
  begin_asking: { ask: { relayUrl: string }; answer: AskAnswer };
  /** Opens that page once more. */
  open_asking_page: { ask: object; answer: null };
  /** Gives it up, or has read how it ended. */
  end_asking: { ask: object; answer: null };
  /** Tries the address and token against the relay, and keeps them where they work. */
  pair: { ask: { relayUrl: string; token: string }; answer: PairAnswer };
  unpair: { ask: object; answer: null };
  /** The permission of a tool was given or taken back in the options page. */
  permissions_changed: { ask: object; answer: null };
  /** What the background knows of its own state. */
  get_diagnostics: { ask: object; answer: Diagnostics };
}

export type PairAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'bad_address' | 'unreachable' | 'refused' | 'not_masthead' | 'locked';
    };

/** Whether the relay has been asked. */
export type AskAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'bad_address' | 'unreachable' | 'busy' | 'not_masthead' | 'locked';
    };

/** A pairing that a person is to confirm at the relay, or how it ended without one. */
export type Asking =
  | {
      readonly step: 'waiting';
      readonly relayUrl: string;
      /** To be compared with the one on the relay's page. */
      readonly userCode: string;
      /** Relay time, ISO. */
      readonly expiresAt: string;
    }
  | { readonly step: 'denied' | 'expired' | 'failed'; readonly relayUrl: string };

/** Whether the relay took what a person wrote; `later` where it has too much to do just now. */
export type WriteAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'unpaired' | 'unreachable' | 'later' | 'refused' };

export type RequestName = keyof Requests;
export type Request = { [Name in RequestName]: { readonly type: Name } & Requests[Name]['ask'] }[RequestName];

/** Told by the background to every open page and frame of the extension: ask again, something changed. */
export interface Changed {
  readonly type: 'changed';
}

/** Told by the background to the host in a page: ask for your place again, or the frame has drawn itself. */
export type HostMessage = { readonly type: 'place_changed' } | { readonly type: 'frame_drawn' };
