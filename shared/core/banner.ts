import { matchesAny } from '../model/match-pattern.ts';
import type { Placement } from '../model/tool.ts';
import { urgencyRank } from '../model/urgency.ts';
import type { IncidentView, ToolView, View } from '../protocol/view.ts';
import { asksAcknowledgement, type Notice, noticesOf, wantsBar } from './notices.ts';
import type { Standing } from './standing.ts';
import { isTestIncident } from './test-incident.ts';
import { type Tone, toneOf } from './tone.ts';
import { toolSetting } from './tool-settings.ts';

/** What one tool's window shows: the incidents on its services that want a bar, gravest first, one at a time. */
export interface Banner {
  readonly toolId: string;
  readonly items: readonly [BannerItem, ...BannerItem[]];
  /** One line, or small enough to be in nobody's way. */
  readonly form: 'bar' | 'pill';
  readonly placement: Placement;
}

/** One incident in a banner. */
export interface BannerItem {
  readonly incident: IncidentView;
  readonly tone: Tone;
  /** Said without emphasis: it is no more urgent than that. */
  readonly isCalm: boolean;
  /** A "Got it" is asked for, so that there is no way to put it off. */
  readonly asksAcknowledgement: boolean;
}

/** Incident id → the material revision that was hidden in a tab. */
export type HiddenHere = Readonly<Record<string, number>>;

/** The banner of a tool, or `null` where it has nothing to show, or is to show nothing. */
export function bannerFor(standing: Standing, tool: ToolView, hidden: HiddenHere = {}): Banner | null {
  return bannerOf(tool, standing, noticesOf(standing), hidden);
}

/** The tools that have a banner to show, with it. Scripts are registered for these and for no others. */
export function toolsWithBanner(standing: Standing): { readonly tool: ToolView; readonly banner: Banner }[] {
  // Once for all tools: with hundreds of services it is the dear part, and this is asked at every paint.
  const notices = noticesOf(standing);
  return standing.view.tools.flatMap((tool) => {
    const banner = bannerOf(tool, standing, notices, {});
    return banner ? [{ tool, banner }] : [];
  });
}

/** The tool that a page belongs to. Matching happens here, in the browser; no address is ever sent. */
export function toolOfPage(view: Pick<View, 'tools'>, pageUrl: string): ToolView | null {
  return view.tools.find((tool) => matchesAny(tool.patterns, pageUrl)) ?? null;
}

function bannerOf(
  tool: ToolView,
  standing: Standing,
  notices: readonly Notice[],
  hidden: HiddenHere,
): Banner | null {
  const { isOn, placement } = toolSetting(tool, standing);
  if (!isOn) return null;
  const shown = noticesIn(tool, notices, hidden).toSorted(mostUrgentFirst);
  const [first, ...others] = shown;
  if (!first) return null;
  return {
    toolId: tool.id,
    items: [itemOf(first), ...others.map(itemOf)],
    // Where all that is left is a fix that is being watched it steps back by itself, unless somebody is to be told louder.
    form: placement === 'pill' || shown.every(stepsBack) ? 'pill' : 'bar',
    placement,
  };
}

/** Gravest first as they come; what is to be told louder goes before what is graver and has stepped back. */
function mostUrgentFirst(a: Notice, b: Notice): number {
  return urgencyRank(b.urgency) - urgencyRank(a.urgency);
}

function stepsBack(notice: Notice): boolean {
  return notice.incident.phase === 'monitoring' && isCalm(notice);
}

function noticesIn(tool: ToolView, notices: readonly Notice[], hidden: HiddenHere): Notice[] {
  return notices.filter(
    (notice) =>
      affects(notice.incident, tool) &&
      wantsBar(notice) &&
      (hidden[notice.incident.id] ?? 0) < notice.incident.materialRevision,
  );
}

/** True where an incident is about a service of the tool. */
export function affects(incident: IncidentView, tool: ToolView): boolean {
  if (isTestIncident(incident.id)) return true;
  return incident.services.some((s) => s.impact !== 'operational' && tool.services.includes(s.id));
}

function itemOf(notice: Notice): BannerItem {
  return {
    incident: notice.incident,
    tone: toneOf(notice.incident),
    isCalm: isCalm(notice),
    asksAcknowledgement: asksAcknowledgement(notice),
  };
}

/** A bar that was asked for from the popup is as calm as one can be: somebody looks at it already. */
const isCalm = ({ urgency, isReopened }: Notice) => isReopened || urgency === 'quiet_bar';
