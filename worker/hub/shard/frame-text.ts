import type { Position } from '../../../shared/protocol/cursor.ts';
import type { Own } from '../../../shared/protocol/server-message.ts';

/** The view of a shard as the hub last vouched for it. */
export interface Held {
  readonly position: Position;
  readonly vouchedAt: string;
  /** JSON text of a View. */
  readonly view: string;
}

/* Texts are put together from pieces that are JSON already: what all sockets share is serialised once. */

/** A frame for a socket that was sent everything up to `after`. `fields` is the JSON object of the frame's own fields. */
export function frameText(fields: string, position: Position, after: number): string {
  return `{"position":${JSON.stringify(position)},"after":${after},${fields.slice(1)}`;
}

/** The answer to a `hello`: a `resume` where the client holds this position already, else a `snapshot`. */
export function meetingText(
  held: Held,
  own: Own,
  facts: { readonly relayNow: string; readonly spreadMs: number; readonly isResume: boolean },
): string {
  const { position, vouchedAt, view } = held;
  const { relayNow, spreadMs, isResume } = facts;
  const type = isResume ? 'resume' : 'snapshot';
  const meeting = JSON.stringify({ type, position, relayNow, vouchedAt, spreadMs, own });
  return isResume ? meeting : `${meeting.slice(0, -1)},"view":${view}}`;
}

/** What concerns one person alone. */
export function ownText(own: Own): string {
  return JSON.stringify({ type: 'own', own });
}
