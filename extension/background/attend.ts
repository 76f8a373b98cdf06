import { reopen, settle, snooze } from '../../shared/core/attention.ts';
import type { ClientState } from '../../shared/core/client-state.ts';
import type { ToolChoice } from '../../shared/core/standing.ts';
import type { IncidentView } from '../../shared/protocol/view.ts';
import type { HostMessage } from '../data/messages.ts';
import type { ChoiceKeeper } from './choices.ts';
import { type HiddenKeeper, hideInTab, unhide, unhideInTab, withoutTab } from './hidden.ts';

/** What the person's own wishes about bars need of the rest of the background. */
export interface AttendPorts {
  readonly state: () => ClientState;
  readonly choices: ChoiceKeeper;
  readonly hidden: HiddenKeeper;
  /** Paints badge and bars anew, and tells all surfaces. */
  readonly repaint: () => Promise<void>;
  readonly tellHost: (tabId: number, message: HostMessage) => Promise<void>;
  readonly tellPages: () => Promise<void>;
  /** Lets every tab be looked at again, also those where nothing seems to have changed. */
  readonly forgetShown: () => void;
}

/** Hides an incident's bar in one tab until its next material update. */
export async function hideHere(incidentId: string, tabId: number | null, ports: AttendPorts): Promise<null> {
  const incident = incidentOf(ports, incidentId);
  if (!incident || tabId === null) return null;
  await ports.hidden.change((hidden) => hideInTab(hidden, tabId, incidentId, incident.materialRevision));
  await ports.tellHost(tabId, { type: 'place_changed' });
  await ports.tellPages();
  return null;
}

/** A tab was closed, and what was hidden in it is hidden there no more. */
export async function tabClosed(
  tabId: number,
  { hidden, tellPages }: Pick<AttendPorts, 'hidden' | 'tellPages'>,
): Promise<void> {
  if (await hidden.change((all) => withoutTab(all, tabId))) await tellPages();
}

/** Puts an incident's bar off in all tabs until its next update, or until that is overdue. */
export async function snoozeIncident(incidentId: string, ports: AttendPorts): Promise<null> {
  const incident = incidentOf(ports, incidentId);
  if (!incident) return null;
  await ports.choices.attend((attention) => snooze(attention, incident));
  await ports.repaint();
  return null;
}

/** Shows an incident's bar again in all tabs, whatever was said of it before. */
export async function showAgain(incidentId: string, ports: AttendPorts): Promise<null> {
  const incident = incidentOf(ports, incidentId);
  if (!incident) return null;
  await ports.hidden.change((hidden) => unhide(hidden, incidentId));
  await ports.choices.attend((attention) => reopen(attention, incident, ports.state().own.acknowledged));
  ports.forgetShown();
  await ports.repaint();
  return null;
}

/** Takes back {@link hideHere}, in one tab. Its host is gone from there, so that every tab is looked at again. */
export async function showHere(incidentId: string, tabId: number, ports: AttendPorts): Promise<null> {
  await ports.hidden.change((hidden) => unhideInTab(hidden, tabId, incidentId));
  ports.forgetShown();
  await ports.repaint();
  await ports.tellPages();
  return null;
}

/** A "Got it" ends that a bar was asked for. */
export async function settleIncident(incidentId: string, { choices }: AttendPorts): Promise<void> {
  if (choices.current().attention.reopened[incidentId] === undefined) return;
  await choices.attend((attention) => settle(attention, incidentId));
}

/** Switches a tool on or off, or says where its bar sits. */
export async function chooseForTool(toolId: string, choice: ToolChoice, ports: AttendPorts): Promise<null> {
  await ports.choices.chooseForTool(toolId, choice);
  await ports.repaint();
  return null;
}

function incidentOf({ state }: AttendPorts, id: string): IncidentView | undefined {
  return state().view.incidents.find((incident) => incident.id === id);
}
