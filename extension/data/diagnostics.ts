import type { LinkState } from '../../shared/core/link-state.ts';
import type { Placement } from '../../shared/model/tool.ts';

/** From this moment on (ISO, relay time) the link read like this. */
export interface LinkChange {
  readonly at: string;
  readonly link: LinkState;
}

/**
 * What the background knows of its own state. Nothing in it tells what an incident is about, who this person is or which pages
 * are open.
 */
export interface Diagnostics {
  readonly link: LinkState;
  readonly confirmedAt: string | null;
  /** The relay's clock as this browser knows it, ISO. */
  readonly relayNow: string;
  /** Milliseconds by which the relay's clock is ahead of this browser's. */
  readonly clockDifferenceMs: number;
  readonly relayUrl: string | null;
  /** Newest first. */
  readonly history: readonly LinkChange[];
  readonly tools: readonly ToolDiagnostics[];
  /** How much is held of each, and how large all of it is, as JSON. */
  readonly held: Readonly<Record<'services' | 'tools' | 'incidents' | 'maintenances' | 'bytes', number>>;
  readonly receiptsWaiting: number;
  /** What the company has set; `null` where there is no policy. */
  readonly policy: PolicyDiagnostics | null;
}

export interface ToolDiagnostics {
  readonly id: string;
  /** To be shown here; it is left out of what is passed on. */
  readonly name: string;
  readonly isAllowed: boolean;
  readonly isOn: boolean;
  readonly placement: Placement;
}

export interface PolicyDiagnostics {
  readonly receivedAt: string;
  /** What is wrong with it: the key and the rule, never the value. */
  readonly problems: readonly string[];
}
