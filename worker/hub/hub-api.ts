import type { Command } from '../../shared/core/command.ts';
import type { Rejection } from '../../shared/core/rejection.ts';
import type { Actor, Role } from '../../shared/model/person.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import type { Scope } from '../../shared/model/scope.ts';
import type { SignalKind } from '../../shared/model/signal.ts';
import type { SourceKind, SourceRule } from '../../shared/model/source.ts';
import type { Subscription } from '../../shared/model/subscription.ts';
import type { ReachAnswer, SignalCounts } from '../../shared/protocol/answers.ts';
import type { Position } from '../../shared/protocol/cursor.ts';
import type { Own } from '../../shared/protocol/server-message.ts';
import type { ErrandArgs, ErrandName, ErrandResult } from './desk/errands.ts';

/*
 * What the hub does for the rest of the relay. Only plain values cross this border, refusals among them, since error
 * classes do not survive a call between objects. The HTTP layer, the shards and the inbound routes know the hub by these
 * interfaces only.
 */

/** An answer as it goes out, and as it is kept under an idempotency key. */
export interface Answer {
  readonly status: number;
  /** JSON text, or `null` for none. */
  readonly body: string | null;
  /** The revision of the incident that the body shows, for its ETag. */
  readonly revision?: number;
}

/** The key of a repeatable request, and the SHA-256 of method, path and body that it was first used for (hex). */
export interface IdempotencyKey {
  readonly key: string;
  readonly requestHash: string;
}

/** A person, or a program with a token, and what the credential that they came with is narrowed to. */
export type Caller = Extract<Actor, { kind: 'person' | 'program' }> & {
  /** Absent where the credential may do all that the role may. */
  readonly scopes?: readonly Scope[];
  /** The device, session or token that was shown; absent for a token of the local mode. */
  readonly credentialId?: string;
  /** When the person last proved who they are, ISO; absent where no session was shown. */
  readonly signedInAt?: string;
  /** When the credential that was shown ends, ISO: no stream outlives it. */
  readonly endsAt?: string;
};

/** As a caller is written down: without the credential. */
export function actorOf({ kind, id, name, role }: Caller): Extract<Actor, { kind: 'person' | 'program' }> {
  return { kind, id, name, role };
}

/** Asked by the HTTP layer on behalf of a person. */
export interface HubForPeople {
  /** Carries out a command and answers with the noun as the actor sees it. Stored before it is answered. */
  execute(actor: Caller, command: Command, repeat: IdempotencyKey | null): Promise<Answer | Rejection>;
  /** Receipts of this person. Those for what the person may not read are ignored like those for what does not exist. */
  recordReceipts(
    actor: Caller,
    receipts: readonly Receipt[],
    repeat: IdempotencyKey | null,
  ): Promise<Answer | Rejection>;
  acknowledge(
    actor: Caller,
    incidentId: string,
    revision: number,
    repeat: IdempotencyKey | null,
  ): Promise<Answer | Rejection>;
  /** What this person says of a live incident, in place of what was said before. */
  setSignal(actor: Caller, incidentId: string, kind: SignalKind): Promise<Answer | Rejection>;
  /** What this person has chosen to be told and what is assigned, as JSON text of a SubscriptionAnswer. */
  readSubscription(actor: Caller): Promise<string>;
  replaceSubscription(actor: Caller, subscription: Subscription): Promise<Answer | Rejection>;
  /** The view of this person: its key and its shard's name, and a reading of it. Registers the view where it is new. */
  readView(actor: Caller): Promise<ViewReading | Rejection>;
  /**
   * Where this person's stream is, and the authorisation version that a ticket for it has to hold. As {@link readView}
   * without the view, since in a storm everybody asks at once.
   */
  readPlace(actor: Caller): Promise<(StreamPlace & { readonly version: number }) | Rejection>;
  /** One incident, retired ones included, as JSON text of an IncidentView. */
  readIncident(actor: Caller, incidentId: string): Promise<Answer | Rejection>;
  /** How many people who may read it said what of each of these incidents. */
  countSignals(incidentIds: readonly string[]): Promise<Record<string, SignalCounts>>;
  readReach(incidentId: string, revision: number | null): Promise<ReachAnswer | Rejection>;
  /** Lists for liaisons and admins, as JSON text of the answer that the API table names. */
  list(what: 'services' | 'tools' | 'audiences' | 'sources'): Promise<string>;
  listInboundEvents(filter: { status: string | null; sourceId: string | null }): Promise<string>;
  createSource(actor: Caller, input: NewSource, repeat: IdempotencyKey | null): Promise<Answer | Rejection>;
  replaceSource(
    actor: Caller,
    id: string,
    input: Omit<NewSource, 'id' | 'kind'>,
  ): Promise<Answer | Rejection>;
  /** Throws where storage does not answer. */
  checkHealth(): Promise<void>;
}

export interface NewSource {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly rule: SourceRule;
  /** Encrypted by the caller under the relay's key (AES-GCM, base64url), so that the database alone opens nothing. */
  readonly sealedSecret: string | null;
  /** SHA-256 of the path key (hex); `null` keeps the one there is. */
  readonly keyHash: string | null;
}

export interface NewSignInCode {
  /** SHA-256 of the code (hex). */
  readonly hash: string;
  /** What the caller derives the code from, under the relay's key: it alone opens nothing. */
  readonly seed: string;
  readonly role: Role;
  readonly expiresAt: string;
}

/** Signing in to the relay's own pages in local mode. */
export interface HubForSessions {
  /** Answers with the seed and the end of the code that the request got first. */
  createSignInCode(
    actor: Caller,
    code: NewSignInCode,
    repeat: IdempotencyKey | null,
  ): Promise<Answer | Rejection>;
}

/** All that concerns who is who. */
export interface HubForErrands {
  /** Carries out an errand (`desk/errands.ts`) in one commit. */
  run<Name extends ErrandName>(name: Name, ...args: ErrandArgs<Name>): Promise<ErrandResult<Name>>;
  /**
   * As {@link run}, for an errand that takes access away: waits, a second at most, until the shards have closed what it
   * revoked. `pending` is how many have not; they are told until they have. 0 means that no frame goes to the revoked any
   * more: answer 200; else 202 with the number. Asking again is safe, and finds out whether it is done.
   */
  runAndTell<Name extends ErrandName>(
    name: Name,
    ...args: ErrandArgs<Name>
  ): Promise<{ readonly result: ErrandResult<Name>; readonly pending: number }>;
}

/** A view, and the shard that serves it. */
export interface StreamPlace {
  readonly viewKey: string;
  readonly shard: string;
}

/** One view as it stands. All numbers in it belong to this view alone. */
export interface ViewReading extends StreamPlace {
  readonly position: Position;
  /** JSON text of a View. */
  readonly view: string;
  /** Relay time at which the hub read this. */
  readonly readAt: string;
}

/** Asked by a shard. */
export interface HubForShards {
  /**
   * The shard's report and its question at once: who is connected (for `sent` receipts and liveness) and up to where they
   * have been served. The answer holds the view as it stands; `view` is `null` where `known` is the position already. The
   * whole answer is `null` where this shard serves the view no more: its sockets have to go.
   */
  vouch(report: {
    viewKey: string;
    shard: string;
    known: Position | null;
    servedTo: Position | null;
    people: readonly string[];
  }): Promise<{
    position: Position;
    vouchedAt: string;
    view: string | null;
    /** To be applied before the view. */
    revoked: readonly Revocation[];
  } | null>;
  /** What concerns these people alone; without those who read another view by now, and whose sockets have to go. */
  readOwn(viewKey: string, personIds: readonly string[]): Promise<Record<string, Own>>;
}

/** Called by the hub on a shard, once per commit that concerns it. */
export interface ShardApi {
  publish(change: ShardChange): Promise<void>;
}

/** One loss of access, as a shard is told of it. */
export interface Revocation {
  /** `replaced`: a device that was paired anew, in whose place another one stands. */
  readonly kind: 'device' | 'replaced' | 'token' | 'person';
  readonly id: string;
  /** The authorisation version that it made: it concerns whatever was let in with a lower one. */
  readonly version: number;
}

export interface ShardChange {
  readonly viewKey: string;
  readonly shard: string;
  readonly position: Position;
  readonly vouchedAt: string;
  /** JSON text of the whole View after the change. */
  readonly view: string;
  /** Frames without their `after`, oldest first: offset, the noun's key, and the JSON of the frame's own fields. */
  readonly frames: readonly { readonly offset: number; readonly noun: string; readonly fields: string }[];
  /** Own messages by person. */
  readonly own: Readonly<Record<string, Own>>;
  /** People whose own facts are others now: the shard asks for those of them that it serves. */
  readonly retell: readonly string[] | 'everyone';
  /** People whose view is another one now: closed with 4008. */
  readonly moved: readonly string[];
  /** Closed with 4403 before anything else in here is told. */
  readonly revoked: readonly Revocation[];
}

/** Asked by the inbound routes. */
export interface HubForSources {
  /** What is needed to verify a request; `null` for an unknown kind and key. Changes nothing. */
  findSource(
    kind: SourceKind,
    keyHash: string,
  ): Promise<{ sourceId: string; sealedSecrets: readonly string[] } | null>;
  /** Stores a verified event before it is answered. A known dedupe key changes nothing. Parsing follows by alarm. */
  storeInbound(event: { sourceId: string; dedupeKey: string; body: string }): Promise<'stored' | 'known'>;
  /** Counts a request with a wrong proof, so that the admin sees it on the source. */
  noteRefused(sourceId: string): Promise<void>;
}

export interface HubApi extends HubForPeople, HubForSessions, HubForErrands, HubForShards, HubForSources {}
