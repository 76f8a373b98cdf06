import { limits } from '../../shared/protocol/limits.ts';
import type { IncidentView, View } from '../../shared/protocol/view.ts';

/** The incident within `maxBytes` of JSON: older updates are cut off, and that is said. The newest update always stays. */
export function fitIncident(incident: IncidentView, maxBytes: number = limits.incidentBytes): IncidentView {
  const whole = textOf(incident);
  if (whole.bytes <= maxBytes) return incident;
  let room = maxBytes - textOf({ ...incident, updates: [], isTruncated: true }).bytes;
  const kept = incident.updates.filter((update, index) => {
    room -= textOf(update).bytes + 1;
    return index === 0 || room >= 0;
  });
  return { ...incident, updates: kept, isTruncated: true };
}

/** The JSON text of {@link fitIncident}, made once for each incident as it stands. */
export function incidentText(incident: IncidentView): string {
  return fittedText(incident, limits.incidentBytes).text;
}

/**
 * The view as JSON text within a frame's limit. Where all histories together are too long, each gets less room; and where
 * that is not enough, incidents that are over stay out, the oldest first.
 */
export function viewText({ incidents, ...rest }: View): string {
  const restText = JSON.stringify(rest);
  const room = limits.serverFrameBytes - FRAME_ENVELOPE_BYTES - byteLength(restText);
  let texts: Text[] = [];
  for (const maxBytes of [limits.incidentBytes, limits.incidentBytes / 8, 0]) {
    texts = incidents.map((incident) => fittedText(incident, maxBytes));
    if (bytesOf(texts) <= room) return textOfView(restText, texts);
  }
  return textOfView(restText, withoutOldest(incidents, texts, room));
}

interface Text {
  readonly text: string;
  readonly bytes: number;
}

/**
 * The most that a snapshot holds beside the view: position and times; what was chosen, which is as long as the body of a request,
 * and half as long again where the names of groups grow in their normal form; what is assigned, by all audiences together 34 kB
 * of services and 36 kB of groups (`ASSIGNED_GROUP_LETTERS`); and what was acknowledged and said of `ownIncidents`, 53 kB.
 */
export const FRAME_ENVELOPE_BYTES = 224 * 1024;

// Every commit puts together a view of which it changed one incident.
const fitted = new WeakMap<IncidentView, Map<number, Text>>();

function fittedText(incident: IncidentView, maxBytes: number): Text {
  const byRoom = fitted.get(incident) ?? new Map<number, Text>();
  const known = byRoom.get(maxBytes);
  if (known) return known;
  const text = textOf(fitIncident(incident, maxBytes));
  fitted.set(incident, byRoom.set(maxBytes, text));
  return text;
}

function withoutOldest(incidents: readonly IncidentView[], texts: readonly Text[], room: number): Text[] {
  let bytes = bytesOf(texts);
  const leaving = new Set<Text>();
  const over = incidents
    .map(({ resolvedAt }, index) => ({ resolvedAt, text: texts[index] }))
    .toSorted((a, b) => (a.resolvedAt ?? '').localeCompare(b.resolvedAt ?? ''));
  for (const { resolvedAt, text } of over) {
    if (bytes <= room) break;
    if (resolvedAt === null || !text) continue;
    leaving.add(text);
    bytes -= text.bytes + 1;
  }
  return texts.filter((text) => !leaving.has(text));
}

function textOfView(restText: string, incidents: readonly Text[]): string {
  return `{"incidents":[${incidents.map(({ text }) => text).join()}],${restText.slice(1)}`;
}

function bytesOf(texts: readonly Text[]): number {
  return texts.reduce((sum, { bytes }) => sum + bytes + 1, 0);
}

function textOf(noun: object): Text {
  const text = JSON.stringify(noun);
  return { text, bytes: byteLength(text) };
}

const encoder = new TextEncoder();

function byteLength(text: string): number {
  return encoder.encode(text).length;
}
