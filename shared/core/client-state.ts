import * as v from 'valibot';
import { Cursor, type Position, samePosition } from '../protocol/cursor.ts';
import { type Frame, Own, type ServerMessage } from '../protocol/server-message.ts';
import { type IncidentView, type MaintenanceView, View } from '../protocol/view.ts';
import { assertNever } from './assert-never.ts';

/** Bumped when the stored form changes; a cache of another form is dropped, not migrated. */
export const CLIENT_STATE_FORM = 2;

/** What a browser holds of the relay's state. It is a cache: on any doubt drop it and take a snapshot. */
export const ClientState = v.object({
  form: v.literal(CLIENT_STATE_FORM),
  /** Up to where everything has been applied; `null` asks for a snapshot. */
  cursor: Cursor,
  /** Relay time at which the relay last vouched for what is held; `null` where it never did. */
  confirmedAt: v.nullable(v.string()),
  view: View,
  own: Own,
});
export type ClientState = v.InferOutput<typeof ClientState>;

export const emptyClientState: ClientState = {
  form: CLIENT_STATE_FORM,
  cursor: null,
  confirmedAt: null,
  view: { services: [], tools: [], incidents: [], maintenances: [] },
  own: { acknowledged: {} },
};

/** The state after a message, and what the message means for the connection. */
export interface Applied {
  readonly state: ClientState;
  /** `confirmed`: the relay vouches for all that is held. `gap`: say `hello` again. `none`: nothing of either. */
  readonly outcome: 'confirmed' | 'gap' | 'none';
}

/**
 * Takes one message of the stream into the state. Pure. Applying a message twice, or late, changes nothing; a lower
 * revision than the one held is ignored; a frame from further ahead is applied, since it is whole and true, but then
 * what is held is a mix of two moments, which nothing but a snapshot can confirm: the cursor is given up.
 */
export function applyServerMessage(state: ClientState, message: ServerMessage): Applied {
  switch (message.type) {
    case 'snapshot':
      return {
        state: {
          ...state,
          cursor: message.position,
          confirmedAt: message.vouchedAt,
          view: message.view,
          own: within(message.view, mergeOwn(state.own, message.own)),
        },
        outcome: 'confirmed',
      };
    case 'resume':
      if (!samePosition(state.cursor, message.position)) return { state, outcome: 'gap' };
      return {
        state: {
          ...state,
          confirmedAt: message.vouchedAt,
          own: within(state.view, mergeOwn(state.own, message.own)),
        },
        outcome: 'confirmed',
      };
    case 'own':
      return { state: { ...state, own: mergeOwn(state.own, message.own) }, outcome: 'none' };
    case 'incident':
    case 'maintenance':
    case 'catalogue':
    case 'removed':
      return applyFrame(state, message);
    default:
      return assertNever(message);
  }
}

/** Takes the answer to a ping: our own position confirms, a further one or another epoch is a gap, a late one is nothing. */
export function applyPong(state: ClientState, position: Position, vouchedAt: string): Applied {
  if (state.cursor?.epoch !== position.epoch) return { state, outcome: 'gap' };
  if (position.offset > state.cursor.offset) return { state, outcome: 'gap' };
  if (position.offset < state.cursor.offset) return { state, outcome: 'none' };
  const isNewer = state.confirmedAt === null || vouchedAt > state.confirmedAt;
  return { state: isNewer ? { ...state, confirmedAt: vouchedAt } : state, outcome: 'confirmed' };
}

/** Adds an acknowledgement made here, before the relay has heard of it. */
export function acknowledgeLocally(state: ClientState, incidentId: string, revision: number): ClientState {
  return { ...state, own: mergeOwn(state.own, { acknowledged: { [incidentId]: revision } }) };
}

function applyFrame(state: ClientState, frame: Frame): Applied {
  const { cursor } = state;
  // Another epoch is another history: nothing of it may be mixed with what is held.
  if (cursor?.epoch !== frame.position.epoch) return { state, outcome: 'gap' };
  if (frame.position.offset <= cursor.offset) return { state, outcome: 'none' };
  const view = applyToView(state.view, frame);
  if (frame.after > cursor.offset) return { state: { ...state, view, cursor: null }, outcome: 'gap' };
  return { state: { ...state, view, cursor: frame.position }, outcome: 'none' };
}

function applyToView(view: View, frame: Frame): View {
  switch (frame.type) {
    case 'incident':
      return { ...view, incidents: upsert(view.incidents, frame.incident, newestFirst) };
    case 'maintenance':
      return { ...view, maintenances: upsert(view.maintenances, frame.maintenance, soonestFirst) };
    case 'catalogue':
      return { ...view, ...frame.catalogue };
    case 'removed':
      return {
        ...view,
        incidents: view.incidents.filter((incident) => incident.id !== frame.id),
        maintenances: view.maintenances.filter((maintenance) => maintenance.id !== frame.id),
      };
    default:
      return assertNever(frame);
  }
}

function upsert<Noun extends { readonly id: string; readonly revision: number }>(
  nouns: readonly Noun[],
  noun: Noun,
  order: (a: Noun, b: Noun) => number,
): Noun[] {
  const held = nouns.find((n) => n.id === noun.id);
  if (held && held.revision > noun.revision) return [...nouns];
  return [...nouns.filter((n) => n.id !== noun.id), noun].toSorted(order);
}

const newestFirst = (a: IncidentView, b: IncidentView) =>
  b.startedAt.localeCompare(a.startedAt) || a.id.localeCompare(b.id);

const soonestFirst = (a: MaintenanceView, b: MaintenanceView) =>
  a.startsAt.localeCompare(b.startsAt) || a.id.localeCompare(b.id);

/**
 * Acknowledgements only grow. One may be told before the frame of its incident, so that what is not held is kept too. All
 * else is told whole: the newest holds, and what is not told (by an older relay, or from here) stays as it was.
 */
function mergeOwn(held: Own, told: Own): Own {
  const acknowledged = { ...held.acknowledged };
  for (const [id, revision] of Object.entries(told.acknowledged)) {
    acknowledged[id] = Math.max(acknowledged[id] ?? 0, revision);
  }
  return { ...held, ...told, acknowledged };
}

/** Lets go of what concerns incidents that a whole view shows no more. */
function within(view: View, own: Own): Own {
  const shown = new Set(view.incidents.map(({ id }) => id));
  const ofShown = <Fact>(facts: Readonly<Record<string, Fact>>) =>
    Object.fromEntries(Object.entries(facts).filter(([id]) => shown.has(id)));
  return {
    ...own,
    acknowledged: ofShown(own.acknowledged),
    ...(own.signals && { signals: ofShown(own.signals) }),
  };
}
