import type { Viewer } from '../../shared/core/view.ts';
import { viewOf } from '../../shared/core/view.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import type { Frame, Own, ServerMessage } from '../../shared/protocol/server-message.ts';
import type { View } from '../../shared/protocol/view.ts';
import { START } from './builders.ts';

/** The stream of one view as a relay would tell it: the view at each offset, and the frame that led to it. */
export interface Stream {
  readonly epoch: string;
  /** `views[offset]`; the first is what the stream began with. */
  readonly views: readonly View[];
  /** `frames[offset]` led from the view before to `views[offset]`; there is none at 0. */
  readonly frames: readonly (Frame | null)[];
}

type FrameBody =
  | Omit<Extract<Frame, { type: 'incident' }>, 'position' | 'after'>
  | Omit<Extract<Frame, { type: 'maintenance' }>, 'position' | 'after'>
  | Omit<Extract<Frame, { type: 'catalogue' }>, 'position' | 'after'>
  | Omit<Extract<Frame, { type: 'removed' }>, 'position' | 'after'>;

const nobody: Own = { acknowledged: {} };

/** The stream that these states, one after the other, make for a viewer. A state that changes nothing for them moves nothing. */
export function streamOf(states: readonly RelayState[], viewer: Viewer, epoch = 'e1'): Stream {
  const [first, ...later] = states.map((state) => viewOf(state, viewer));
  const views: View[] = first ? [first] : [];
  const frames: (Frame | null)[] = [null];
  for (const target of later) {
    for (const body of changes(views.at(-1) as View, target)) {
      const offset = views.length;
      frames.push({ ...body, position: { epoch, offset }, after: offset - 1 });
      views.push(withChange(views.at(-1) as View, body));
    }
  }
  return { epoch, views, frames };
}

/** Everything at an offset, as the answer to a `hello` that holds another position. */
export function snapshotAt(stream: Stream, offset: number, own: Own = nobody): ServerMessage {
  return { type: 'snapshot', ...meetingAt(stream, offset, own), view: stream.views[offset] as View };
}

export function resumeAt(stream: Stream, offset: number, own: Own = nobody): ServerMessage {
  return { type: 'resume', ...meetingAt(stream, offset, own) };
}

/** The frames from one offset to a later one without those that a later one supersedes, as a shard in a hurry sends them. */
export function conflated(stream: Stream, from: number, to: number): Frame[] {
  const newest = new Map<string, Frame>();
  for (const frame of stream.frames.slice(from + 1, to + 1)) if (frame) newest.set(nounOf(frame), frame);
  let after = from;
  return [...newest.values()]
    .toSorted((a, b) => a.position.offset - b.position.offset)
    .map((frame) => {
      const told = { ...frame, after };
      after = frame.position.offset;
      return told;
    });
}

function meetingAt(stream: Stream, offset: number, own: Own) {
  return {
    position: { epoch: stream.epoch, offset },
    relayNow: START,
    vouchedAt: START,
    spreadMs: 2_000,
    own,
  };
}

function changes(before: View, after: View): FrameBody[] {
  const { services, tools } = after;
  return [
    ...(same([before.services, before.tools], [services, tools])
      ? []
      : [{ type: 'catalogue' as const, catalogue: { services, tools } }]),
    ...changed(before.incidents, after.incidents).map((incident) => ({
      type: 'incident' as const,
      incident,
    })),
    ...changed(before.maintenances, after.maintenances).map((maintenance) => ({
      type: 'maintenance' as const,
      maintenance,
    })),
    ...[...gone(before.incidents, after.incidents), ...gone(before.maintenances, after.maintenances)].map(
      (id) => ({ type: 'removed' as const, id }),
    ),
  ];
}

function withChange(before: View, body: FrameBody): View {
  if (body.type === 'catalogue') return { ...before, ...body.catalogue };
  const others = <Noun extends { id: string }>(nouns: readonly Noun[]) =>
    nouns.filter((noun) => noun.id !== idOf(body));
  return {
    ...before,
    incidents: [...others(before.incidents), ...(body.type === 'incident' ? [body.incident] : [])].toSorted(
      (a, b) => order(b.startedAt, a.startedAt) || order(a.id, b.id),
    ),
    maintenances: [
      ...others(before.maintenances),
      ...(body.type === 'maintenance' ? [body.maintenance] : []),
    ].toSorted((a, b) => order(a.startsAt, b.startsAt) || order(a.id, b.id)),
  };
}

function changed<Noun extends { id: string }>(before: readonly Noun[], after: readonly Noun[]): Noun[] {
  return after.filter(
    (noun) =>
      !same(
        noun,
        before.find((held) => held.id === noun.id),
      ),
  );
}

function gone(before: readonly { id: string }[], after: readonly { id: string }[]): string[] {
  return before.filter((noun) => !has(after, noun.id)).map((noun) => noun.id);
}

function idOf(body: FrameBody): string {
  if (body.type === 'incident') return body.incident.id;
  if (body.type === 'maintenance') return body.maintenance.id;
  return body.type === 'removed' ? body.id : '';
}

function nounOf(frame: Frame): string {
  return idOf(frame) || frame.type;
}

const order = (a: string, b: string) => a.localeCompare(b);
const has = (nouns: readonly { id: string }[], id: string) => nouns.some((noun) => noun.id === id);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
