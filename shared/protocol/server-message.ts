import * as v from 'valibot';
import { Position } from './cursor.ts';
import { AssignedView, SignalsView, SubscriptionView } from './own.ts';
import { CatalogueView, IncidentView, MaintenanceView, View } from './view.ts';

const time = v.pipe(v.string(), v.isoTimestamp());

/** What concerns one person and travels beside the view: complete each time. */
export const Own = v.object({
  /** Incident id → the highest revision that this person acknowledged, on any device. They only grow. */
  acknowledged: v.record(v.string(), v.number()),
  /* An older relay leaves out what follows. */
  /** What this person has chosen to be told. */
  subscription: v.optional(SubscriptionView),
  /** What an admin wants this person to follow. */
  assigned: v.optional(AssignedView),
  /** Incident id → what this person said of it last. */
  signals: v.optional(SignalsView),
});
export type Own = v.InferOutput<typeof Own>;

const meeting = {
  position: Position,
  /** The relay's clock at sending. */
  relayNow: time,
  /** When the hub last confirmed this position to the shard: the only thing a client may call confirmed. */
  vouchedAt: time,
  /** Over how many milliseconds this client should spread a reconnect. */
  spreadMs: v.number(),
  own: Own,
};

/**
 * `after` is the offset up to which a client must have applied for the frame to leave no gap: `position.offset - 1`, or
 * less where the shard skipped versions that nobody needs any more.
 */
const frame = { position: Position, after: v.number() };

const Resume = v.object({ type: v.literal('resume'), ...meeting });
const Snapshot = v.object({ type: v.literal('snapshot'), ...meeting, view: View });
const IncidentFrame = v.object({ type: v.literal('incident'), ...frame, incident: IncidentView });
const MaintenanceFrame = v.object({ type: v.literal('maintenance'), ...frame, maintenance: MaintenanceView });
const CatalogueFrame = v.object({ type: v.literal('catalogue'), ...frame, catalogue: CatalogueView });
const RemovedFrame = v.object({ type: v.literal('removed'), ...frame, id: v.string() });
const OwnMessage = v.object({ type: v.literal('own'), own: Own });

/** Everything a shard sends, the pong excepted. */
export const ServerMessage = v.variant('type', [
  Resume,
  Snapshot,
  IncidentFrame,
  MaintenanceFrame,
  CatalogueFrame,
  RemovedFrame,
  OwnMessage,
]);
export type ServerMessage = v.InferOutput<typeof ServerMessage>;

/** A change of one view: one noun, whole, at its position. */
export type Frame = Extract<ServerMessage, { after: number }>;

/** What {@link readServerMessage} makes of a text. */
export type Reading =
  | { readonly kind: 'message'; readonly message: ServerMessage }
  | { readonly kind: 'pong'; readonly position: Position; readonly vouchedAt: string }
  /** A type this build does not know: ignored, since the relay may be newer. */
  | { readonly kind: 'unknown' }
  /** No message at all: the connection cannot be trusted. */
  | { readonly kind: 'malformed' };

const knownTypes: ReadonlySet<string> = new Set(
  ServerMessage.options.map((option) => option.entries.type.literal),
);

/** Reads one text frame of the stream. Never throws. */
export function readServerMessage(text: string): Reading {
  if (text.startsWith('pong:')) return readPong(text);
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || !('type' in json) || typeof json.type !== 'string') {
    return { kind: 'malformed' };
  }
  if (!knownTypes.has(json.type)) return { kind: 'unknown' };
  const parsed = v.safeParse(ServerMessage, json);
  return parsed.success ? { kind: 'message', message: parsed.output } : { kind: 'malformed' };
}

/** The answer to a ping: `pong:<epoch>:<offset>:<vouchedAt>`. */
export function pongText(position: Position, vouchedAt: string): string {
  return `pong:${position.epoch}:${position.offset}:${vouchedAt}`;
}

function readPong(text: string): Reading {
  const [, epoch, offset = '', ...rest] = text.split(':');
  const position = v.safeParse(Position, { epoch, offset: /^\d+$/.test(offset) ? Number(offset) : null });
  const vouchedAt = v.safeParse(time, rest.join(':'));
  if (!position.success || !vouchedAt.success) return { kind: 'malformed' };
  return { kind: 'pong', position: position.output, vouchedAt: vouchedAt.output };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
