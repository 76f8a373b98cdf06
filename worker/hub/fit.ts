import { limits } from '../../shared/protocol/limits.ts';
import type { IncidentView, View } from '../../shared/protocol/view.ts';

/** The incident within `maxBytes` of JSON: older updates are cut off, and that is said. The newest update always stays. */
export function fitIncident(incident: IncidentView, maxBytes: number = limits.incidentBytes): IncidentView {
  if (bytesOf(incident) <= maxBytes) return incident;
  let room = maxBytes - bytesOf({ ...incident, updates: [], isTruncated: true });
  const kept = incident.updates.filter((update, index) => {
    room -= bytesOf(update) + 1;
    return index === 0 || room >= 0;
  });
  return { ...incident, updates: kept, isTruncated: true };
}

/** The view as JSON text within a frame's limit. Where all histories together are too long, each gets less room. */
export function viewText(view: View): string {
  const room = limits.serverFrameBytes - FRAME_ENVELOPE_BYTES;
  let text = '';
  for (const maxBytes of [limits.incidentBytes, limits.incidentBytes / 8, 0]) {
    const incidents = view.incidents.map((incident) => fitIncident(incident, maxBytes));
    text = JSON.stringify({ ...view, incidents });
    if (byteLength(text) <= room) return text;
  }
  return text;
}

/** What a snapshot holds beside the view: its position, its times and one person's acknowledgements. */
const FRAME_ENVELOPE_BYTES = 32 * 1024;

const encoder = new TextEncoder();

function bytesOf(noun: object): number {
  return byteLength(JSON.stringify(noun));
}

function byteLength(text: string): number {
  return encoder.encode(text).length;
}
