import { matchesAny } from '../model/match-pattern.ts';
import type { IncidentView, ToolView, View } from '../protocol/view.ts';
import type { ClientState } from './client-state.ts';
import { isAcknowledged, type Summary, summarise } from './summary.ts';
import { type Tone, toneOf } from './tone.ts';
import { asTheRelaySays, type ToolSettings } from './tool-settings.ts';

/** What one tool's window shows: the gravest incident on its services, and how many more there are. */
export interface Banner {
  readonly toolId: string;
  readonly lead: IncidentView;
  readonly moreCount: number;
  readonly tone: Tone;
  /** One line, or small enough to be in nobody's way. In monitoring it steps back by itself. */
  readonly form: 'bar' | 'pill';
  readonly placement: ToolView['placement'];
}

/**
 * The banner of a tool, or `null` where it has nothing to show: no live incident on its services, all acknowledged, or the
 * tool turned off.
 */
export function bannerFor(
  state: Pick<ClientState, 'view' | 'own'>,
  tool: ToolView,
  settings: ToolSettings = asTheRelaySays,
): Banner | null {
  const { isOn, placement } = settings(tool);
  if (!isOn) return null;
  const incidents = openIncidentsOf(summarise(state), state, tool);
  const [lead, ...more] = incidents;
  if (!lead) return null;
  return {
    toolId: tool.id,
    lead,
    moreCount: more.length,
    tone: toneOf(lead),
    form: lead.phase === 'monitoring' || placement === 'pill' ? 'pill' : 'bar',
    placement,
  };
}

/** The tools that have a banner to show. Scripts are registered for these and for no others. */
export function toolsWithBanner(
  state: Pick<ClientState, 'view' | 'own'>,
  settings: ToolSettings = asTheRelaySays,
): ToolView[] {
  const summary = summarise(state);
  return state.view.tools.filter(
    (tool) => settings(tool).isOn && openIncidentsOf(summary, state, tool).length > 0,
  );
}

/** The tool that a page belongs to. Matching happens here, in the browser; no address is ever sent. */
export function toolOfPage(view: Pick<View, 'tools'>, pageUrl: string): ToolView | null {
  return view.tools.find((tool) => matchesAny(tool.patterns, pageUrl)) ?? null;
}

function openIncidentsOf(
  summary: Summary,
  { own }: Pick<ClientState, 'own'>,
  tool: ToolView,
): IncidentView[] {
  return summary.live.filter(
    (incident) => affects(incident, tool) && !isAcknowledged(incident, own.acknowledged),
  );
}

function affects(incident: IncidentView, tool: ToolView): boolean {
  return incident.services.some((s) => s.impact !== 'operational' && tool.services.includes(s.id));
}
