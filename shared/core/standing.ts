import type { Placement } from '../model/tool.ts';
import type { Urgency } from '../model/urgency.ts';
import type { Own } from '../protocol/server-message.ts';
import type { View } from '../protocol/view.ts';
import { type Attention, noAttention } from './attention.ts';

/** What somebody chose for one tool, where they chose. */
export interface ToolChoice {
  readonly isOn?: boolean | undefined;
  readonly placement?: Placement | undefined;
}

/** What a company chose for one tool, named by its id or, as people know it, by its name. */
export interface CompanyToolChoice extends ToolChoice {
  readonly tool: string;
}

/** What the admin of a fleet rules for all its browsers. */
export interface FleetRules {
  /** Nothing that concerns a person is told less urgently than this. */
  readonly leastUrgency: Urgency;
  /** Whether a sev1 comes through quiet hours. */
  readonly isSev1Excepted: boolean;
  readonly tools: readonly CompanyToolChoice[];
  /** Kinds of choice that the company keeps to itself: `tools`, `placement`, `urgency`, `quiet_hours`, `relay`. */
  readonly locked: readonly string[];
}

export const noFleetRules: FleetRules = {
  leastUrgency: 'none',
  isSev1Excepted: true,
  tools: [],
  locked: [],
};

/** How things stand for one person in one browser: what is known, what was chosen, and when. All that is shown follows from it. */
export interface Standing {
  readonly view: View;
  readonly own: Own;
  readonly attention: Attention;
  /** What the person chose in this browser, by tool id. */
  readonly tools: Readonly<Record<string, ToolChoice>>;
  readonly fleet: FleetRules;
  /** Relay time, ISO. */
  readonly now: string;
}

/** The standing of somebody who has chosen nothing, in a fleet without rules. */
export function plainStanding({ view, own, now }: Pick<Standing, 'view' | 'own' | 'now'>): Standing {
  return { view, own, attention: noAttention, tools: {}, fleet: noFleetRules, now };
}
