import { unknownService } from '../../shared/core/decide-catalogue.ts';
import type { Rejection } from '../../shared/core/rejection.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import { mayRead, type Viewer } from '../../shared/core/view.ts';
import { isLive } from '../../shared/model/incident.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import type { SignalKind } from '../../shared/model/signal.ts';
import type { Subscription } from '../../shared/model/subscription.ts';
import type { SubscriptionAnswer } from '../../shared/protocol/answers.ts';
import type { Answer } from './hub-api.ts';
import { acknowledgedRevision, takeReceipts } from './receipts.ts';
import { saveSignal } from './signals.ts';
import { loadIncident } from './state-store.ts';
import { assignedTo, readSubscriptions, saveSubscription } from './subscriptions.ts';

/*
 * What a person tells of themselves: receipts, signals, choices. None of it is the organisation's state, so it makes no
 * event, changes no revision and moves no view; the person's other devices are told of it.
 */

/** Who tells something, and where it is kept. */
export interface Telling {
  readonly sql: SqlStorage;
  readonly state: RelayState;
  readonly personId: string;
  readonly viewer: Viewer;
  readonly at: string;
}

/** The answer, and whether the person's other devices have to be told. */
export interface OwnChange {
  readonly answer: Answer | Rejection;
  readonly isOwnChanged: boolean;
}

export const noIncident: Rejection = { rejected: 'not_found', detail: 'There is no such incident.' };
// One answer for both, or it would tell of an incident that this person may not read.
const noSuchRevision: Rejection = {
  rejected: 'not_found',
  detail: 'There is no such incident, or it has no such revision.',
};

export function recordReceipts(telling: Telling, receipts: readonly Receipt[]): OwnChange {
  const { accepted, isOwnChanged } = take(telling, receipts);
  return { answer: { status: 202, body: JSON.stringify({ accepted }) }, isOwnChanged };
}

export function acknowledge(telling: Telling, incidentId: string, revision: number): OwnChange {
  const { sql, personId, at } = telling;
  const { accepted, isOwnChanged } = take(telling, [{ incidentId, revision, stage: 'acknowledged', at }]);
  if (accepted === 0) return refused(noSuchRevision);
  const body = { incidentId, revision: acknowledgedRevision(sql, incidentId, personId) };
  return { answer: { status: 201, body: JSON.stringify(body) }, isOwnChanged };
}

/** Only of a live incident: what was felt of one that is over helps nobody to write the next update. */
export function setSignal(telling: Telling, incidentId: string, kind: SignalKind): OwnChange {
  const { sql, state, personId, viewer, at } = telling;
  const incident = loadIncident(sql, state, incidentId);
  if (!incident || !mayRead(viewer, incident.audiences)) return refused(noIncident);
  if (!isLive(incident)) return refused({ rejected: 'incident_over', detail: 'It has been resolved.' });
  const isOwnChanged = saveSignal(sql, { incidentId, personId, kind, revision: incident.revision }, at);
  return { answer: { status: 200, body: JSON.stringify({ incidentId, kind }) }, isOwnChanged };
}

export function replaceSubscription(telling: Telling, subscription: Subscription): OwnChange {
  const { sql, state, personId, at } = telling;
  const unknown = unknownService(state, [...subscription.services, ...subscription.muted]);
  if (unknown) return refused(unknown);
  const isOwnChanged = saveSubscription(sql, personId, subscription, at);
  return { answer: { status: 200, body: subscriptionText(sql, state, personId) }, isOwnChanged };
}

/** What the person has chosen and what is assigned, as JSON text of a SubscriptionAnswer. */
export function subscriptionText(sql: SqlStorage, state: RelayState, personId: string): string {
  const subscription = readSubscriptions(sql, state, [personId])(personId);
  const answer: SubscriptionAnswer = { subscription, assigned: assignedTo(state, personId) };
  return JSON.stringify(answer);
}

function take({ sql, state, personId, viewer, at }: Telling, receipts: readonly Receipt[]) {
  return takeReceipts(sql, state, { id: personId, viewer }, receipts, at);
}

function refused(rejection: Rejection): OwnChange {
  return { answer: rejection, isOwnChanged: false };
}
