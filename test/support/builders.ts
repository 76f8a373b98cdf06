import type { Command, DecisionContext } from '../../shared/core/command.ts';
import { emptyClientState, type ClientState } from '../../shared/core/client-state.ts';
import { decide } from '../../shared/core/decide.ts';
import type { Event } from '../../shared/core/event.ts';
import { evolve } from '../../shared/core/evolve.ts';
import { plainStanding, type Standing } from '../../shared/core/standing.ts';
import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { emptyRelayState, type RelayState } from '../../shared/core/relay-state.ts';
import type { Audience } from '../../shared/model/audience.ts';
import type { OpenIncident } from '../../shared/model/incident.ts';
import type { Actor } from '../../shared/model/person.ts';
import { addMinutes } from '../../shared/model/time.ts';
import type {
  IncidentView,
  MaintenanceView,
  ToolView,
  UpdateView,
  View,
} from '../../shared/protocol/view.ts';

/** The moment at which every test begins. */
export const START = '2026-11-24T14:00:00.000Z';

/** The moment `minutes` after {@link START}. */
export const at = (minutes: number): string => addMinutes(START, minutes);

const liaison: Actor = { kind: 'person', id: 'lia@example.com', name: 'Lia', role: 'liaison' };

/** A context at a minute. Ids name the minute and are counted in it: an opening makes `upd_5_1` and `inc_5_2`. */
export function contextAt(minutes: number, over: Partial<DecisionContext> = {}): DecisionContext {
  let count = 0;
  return {
    actor: liaison,
    now: at(minutes),
    newId: (kind) => `${kind}_${minutes}_${(count += 1)}`,
    ...over,
  };
}

/** An organisation: services `checkout`, `search`, `login`; tools `crm` (checkout, search) and `desk` (login); audiences `board` and `sales`. */
export function organisation(): RelayState {
  const services = ['checkout', 'search', 'login'].map((id) => ({ id, name: titleCase(id) }));
  const tools = [
    tool({ id: 'crm', services: ['checkout', 'search'] }),
    tool({ id: 'desk', services: ['login'] }),
  ];
  const audiences = [
    audience({ id: 'board', members: ['bo@example.com'] }),
    audience({ id: 'sales', members: ['sal@example.com', 'bo@example.com'] }),
  ];
  return {
    ...emptyRelayState,
    services: byId(services),
    tools: byId(tools),
    audiences: byId(audiences),
  };
}

/** The audience `board`, which has no members and assigns nothing. */
export function audience(over: Partial<Audience> = {}): Audience {
  const id = over.id ?? 'board';
  return {
    id,
    name: titleCase(id),
    members: [],
    includes: [],
    services: [],
    groups: [],
    fromSignIn: [],
    ...over,
  };
}

export function tool(over: Partial<ToolView> = {}): ToolView {
  const id = over.id ?? 'crm';
  return {
    id,
    name: titleCase(id),
    patterns: [`https://${id}.example.com/*`],
    services: ['checkout'],
    placement: 'bottom',
    ...over,
  };
}

/** What a liaison says to open an incident: sev2, Checkout partly down. */
export function opening(over: Partial<OpenIncident> = {}): OpenIncident {
  return {
    title: 'Checkout fails for some',
    severity: 'sev2',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    phase: 'investigating',
    message: 'We are looking into it.',
    links: [],
    audiences: [],
    ...over,
  };
}

/** One step of a script: a command at a minute; `nowMinutes` where the clock says something else than the ids do. */
export interface Step {
  readonly command: Command;
  readonly minute: number;
  readonly nowMinutes?: number;
}

/** The context in which {@link carryOut} runs a step: the same ids each time it is run. */
export function contextOf({ minute, nowMinutes = minute }: Step): DecisionContext {
  return contextAt(minute, { now: at(nowMinutes) });
}

/** The state after the steps, and their events. A refusal changes nothing. */
export function carryOut(
  state: RelayState,
  steps: readonly Step[],
): { readonly state: RelayState; readonly events: Event[] } {
  const events: Event[] = [];
  let after = state;
  for (const step of steps) {
    const decided = decide(after, step.command, contextOf(step));
    if (isRejection(decided)) continue;
    after = decided.reduce(evolve, after);
    events.push(...decided);
  }
  return { state: after, events };
}

/** The events of a command that must not be refused. */
export function accepted(decided: Event[] | Rejection): Event[] {
  if (isRejection(decided)) throw new Error(`refused: ${decided.rejected} (${decided.detail})`);
  return decided;
}

/** An incident as a stakeholder sees it: revision 1, sev2, Checkout partly down since {@link START}. */
export function incidentView(over: Partial<IncidentView> = {}): IncidentView {
  return {
    id: 'inc_1',
    revision: 1,
    materialRevision: 1,
    title: 'Checkout fails for some',
    severity: 'sev2',
    phase: 'investigating',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    startedAt: START,
    updatedAt: START,
    resolvedAt: null,
    nextUpdateDueAt: at(30),
    links: [],
    isRestricted: false,
    updates: [updateView()],
    ...over,
  };
}

export function updateView(over: Partial<UpdateView> = {}): UpdateView {
  return {
    id: 'upd_1',
    revision: 1,
    at: START,
    phase: 'investigating',
    severity: 'sev2',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    message: 'We are looking into it.',
    workaround: null,
    customerMessage: null,
    isMaterial: true,
    nextUpdateDueAt: at(30),
    ...over,
  };
}

export function maintenanceView(over: Partial<MaintenanceView> = {}): MaintenanceView {
  return {
    id: 'mnt_1',
    revision: 1,
    title: 'Database upgrade',
    message: 'Search is read-only for ten minutes.',
    phase: 'scheduled',
    services: ['search'],
    startsAt: at(600),
    endsAt: at(660),
    ...over,
  };
}

/** A view of the {@link organisation}'s services and tools with these incidents in it. */
export function view(incidents: IncidentView[] = [], over: Partial<View> = {}): View {
  const { services, tools } = organisation();
  return {
    services: Object.values(services),
    tools: Object.values(tools),
    incidents,
    maintenances: [],
    ...over,
  };
}

/** A client that was confirmed at {@link START} at offset 5 of epoch `e1`, with these incidents. */
export function clientState(incidents: IncidentView[] = [], over: Partial<ClientState> = {}): ClientState {
  return {
    ...emptyClientState,
    cursor: { epoch: 'e1', offset: 5 },
    confirmedAt: START,
    view: view(incidents),
    ...over,
  };
}

/** How it stands at {@link START} for somebody who has chosen nothing, with these incidents. */
export function standing(incidents: IncidentView[] = [], over: Partial<Standing> = {}): Standing {
  return { ...plainStanding({ view: view(incidents), own: { acknowledged: {} }, now: START }), ...over };
}

export function byId<Noun extends { readonly id: string }>(nouns: readonly Noun[]): Record<string, Noun> {
  return Object.fromEntries(nouns.map((noun) => [noun.id, noun]));
}

/** The same value frozen all the way down: whoever writes to it throws. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

function titleCase(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
