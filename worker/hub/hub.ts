import { DurableObject } from 'cloudflare:workers';
import type { Command } from '../../shared/core/command.ts';
import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { nounAt } from '../../shared/core/relay-state.ts';
import { viewKey } from '../../shared/core/view.ts';
import type { SignalKind } from '../../shared/model/signal.ts';
import type { SourceKind } from '../../shared/model/source.ts';
import type { Subscription } from '../../shared/model/subscription.ts';
import type { ReachAnswer } from '../../shared/protocol/answers.ts';
import { now, nowMs } from '../clock.ts';
import type { Env } from '../env.ts';
import { errorName, log } from '../log.ts';
import { answerTo, incidentAnswer } from './answers.ts';
import { commit, type Memory, memoryOf } from './commit.ts';
import { askForSecond } from './desk/confirmations.ts';
import { type Desk, deskOf } from './desk/desk.ts';
import { once } from './desk/once.ts';
import { type ErrandArgs, type ErrandName, type ErrandResult, runErrand } from './desk/errands.ts';
import { FanOut } from './fan-out.ts';
import {
  actorOf,
  type Answer,
  type Caller,
  type HubApi,
  type IdempotencyKey,
  type NewSignInCode,
  type NewSource,
} from './hub-api.ts';
import { listInbound, storeInbound } from './inbox.ts';
import { nextDueMs, runJobs } from './jobs.ts';
import { listText } from './lists.ts';
import { migrate } from './migrate.ts';
import { hubMigrations } from './migrations.ts';
import { notePerson, viewerFor } from './people.ts';
import { RETRY_MS } from './plan-changes.ts';
import * as own from './own-changes.ts';
import { ownsOf } from './own.ts';
import { countPending } from './owed.ts';
import * as readings from './readings.ts';
import { reachOf } from './reach.ts';
import { SentLedger } from './sent.ts';
import { countSignals } from './signals.ts';
import { createSignInCode } from './sessions.ts';
import * as sources from './sources.ts';
import { loadIncident } from './state-store.ts';
import { findView } from './views.ts';

/** How long whoever revokes waits for the shards. */
const TELL_WITHIN_MS = 1_000;

/**
 * The only writer of an organisation. Every method is one synchronous block over this object's database, so each call is
 * one atomic write, and an answer leaves only when that is durable.
 */
export class Hub extends DurableObject<Env> implements HubApi {
  readonly #memory: Memory;
  readonly #fanOut: FanOut;
  readonly #sent = new SentLedger();
  #armedFor: number | null = null;
  /** Set while a job has failed: a job that cannot be done must not ring without a pause. */
  #pausedUntilMs: number | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, hubMigrations, now());
    this.#memory = memoryOf(ctx.storage);
    this.#fanOut = new FanOut(env, this.#memory, () => this.#arm());
  }

  async execute(actor: Caller, command: Command, repeat: IdempotencyKey | null): Promise<Answer | Rejection> {
    return this.#executeOnce(actor, command, repeat);
  }

  async recordReceipts(
    ...[actor, receipts, repeat]: Parameters<HubApi['recordReceipts']>
  ): Promise<Answer | Rejection> {
    return this.#changeOwn(actor, repeat, (telling) => own.recordReceipts(telling, receipts));
  }

  async acknowledge(
    ...[actor, incidentId, revision, repeat]: Parameters<HubApi['acknowledge']>
  ): Promise<Answer | Rejection> {
    return this.#changeOwn(actor, repeat, (telling) => own.acknowledge(telling, incidentId, revision));
  }

  async setSignal(actor: Caller, incidentId: string, kind: SignalKind): Promise<Answer | Rejection> {
    return this.#changeOwn(actor, null, (telling) => own.setSignal(telling, incidentId, kind));
  }

  async readSubscription(actor: Caller): Promise<string> {
    return own.subscriptionText(this.#memory.storage.sql, this.#memory.state, actor.id);
  }

  async replaceSubscription(actor: Caller, chosen: Subscription): Promise<Answer | Rejection> {
    return this.#changeOwn(actor, null, (telling) => own.replaceSubscription(telling, chosen));
  }

  async readView(actor: Caller): ReturnType<HubApi['readView']> {
    return readings.readView(this.#memory, actor);
  }

  async readPlace(actor: Caller): ReturnType<HubApi['readPlace']> {
    return readings.readPlace(this.#memory, actor);
  }

  async readIncident(actor: Caller, incidentId: string): Promise<Answer | Rejection> {
    const { state, storage } = this.#memory;
    const incident = loadIncident(storage.sql, state, incidentId);
    return incidentAnswer(200, incident, viewerFor(state, actor)) ?? own.noIncident;
  }

  async readReach(incidentId: string, revision: number | null): Promise<ReachAnswer | Rejection> {
    const { state, storage } = this.#memory;
    const incident = loadIncident(storage.sql, state, incidentId);
    if (!incident) return own.noIncident;
    return reachOf(storage.sql, state, incident, revision ?? incident.revision);
  }

  async countSignals(incidentIds: readonly string[]): ReturnType<HubApi['countSignals']> {
    return countSignals(this.#memory.storage.sql, this.#memory.state, incidentIds);
  }

  async list(what: Parameters<HubApi['list']>[0]): Promise<string> {
    return listText(this.#memory.storage.sql, this.#memory.state, what);
  }

  async listInboundEvents(filter: { status: string | null; sourceId: string | null }): Promise<string> {
    return JSON.stringify({ events: listInbound(this.#memory.storage.sql, filter) });
  }

  async createSource(
    actor: Caller,
    input: NewSource,
    repeat: IdempotencyKey | null,
  ): Promise<Answer | Rejection> {
    const { id, name, kind, rule } = input;
    const command: Command = { type: 'save_source', source: { id, name, kind, rule }, mustBeNew: true };
    return this.#executeOnce(actor, command, repeat, (sql) => sources.createProof(sql, input));
  }

  async replaceSource(
    actor: Caller,
    id: string,
    input: Omit<NewSource, 'id' | 'kind'>,
  ): Promise<Answer | Rejection> {
    const kept = nounAt(this.#memory.state.sources, id);
    if (!kept) return { rejected: 'not_found', detail: 'There is no such source.' };
    const source = { ...kept, name: input.name, rule: input.rule };
    return this.#executeOnce(actor, { type: 'save_source', source }, null, (sql) =>
      sources.changeProof(sql, id, input),
    );
  }

  async checkHealth(): Promise<void> {
    this.#memory.storage.sql.exec('SELECT 1 FROM meta LIMIT 1').toArray();
    // A restored database comes without the platform's alarm, and a relay's start asks for its health.
    this.#arm();
  }

  async createSignInCode(
    actor: Caller,
    code: NewSignInCode,
    repeat: IdempotencyKey | null,
  ): Promise<Answer | Rejection> {
    return this.#answerOnce(actor, repeat, ({ sql }) => createSignInCode(sql, code, actorOf(actor), now()));
  }

  async run<Name extends ErrandName>(name: Name, ...args: ErrandArgs<Name>): Promise<ErrandResult<Name>> {
    return this.#run(name, args).result;
  }

  async runAndTell<Name extends ErrandName>(
    name: Name,
    ...args: ErrandArgs<Name>
  ): Promise<{ result: ErrandResult<Name>; pending: number }> {
    const { result, told } = this.#run(name, args);
    await Promise.race([told, scheduler.wait(TELL_WITHIN_MS)]);
    return { result, pending: countPending(this.#memory.storage.sql) };
  }

  async vouch(report: Parameters<HubApi['vouch']>[0]): ReturnType<HubApi['vouch']> {
    return readings.vouch(this.#memory, this.#sent, report);
  }

  async readOwn(key: string, personIds: readonly string[]): ReturnType<HubApi['readOwn']> {
    return readings.readOwn(this.#memory, key, personIds);
  }

  async findSource(kind: SourceKind, keyHash: string): ReturnType<HubApi['findSource']> {
    return sources.findProof(this.#memory.storage.sql, this.#memory.state, kind, keyHash);
  }

  async storeInbound(event: Parameters<HubApi['storeInbound']>[0]): Promise<'stored' | 'known'> {
    const outcome = this.#memory.storage.transactionSync(() =>
      storeInbound(this.#memory.storage.sql, event, now()),
    );
    this.#arm();
    return outcome;
  }

  async noteRefused(sourceId: string): Promise<void> {
    sources.noteRefused(this.#memory.storage.sql, sourceId, now());
  }

  override async alarm(): Promise<void> {
    this.#armedFor = null;
    const isDone = runJobs(this.#memory, this.#fanOut, now());
    this.#pausedUntilMs = isDone ? null : nowMs() + RETRY_MS;
    try {
      this.#arm();
    } catch (error) {
      log.error('alarm.failed', { error: errorName(error) });
      await this.ctx.storage.setAlarm(nowMs() + RETRY_MS);
    }
  }

  /** Carries an errand out; `told` resolves when the shards have heard of it or could not be reached. */
  #run<Name extends ErrandName>(
    name: Name,
    args: ErrandArgs<Name>,
  ): { result: ErrandResult<Name>; told: Promise<void> } {
    const at = now();
    const { result, changes } = commit(this.#memory, at, (transaction) =>
      runErrand(name, args, deskOf(transaction, at)),
    );
    const told = this.#fanOut.tell(changes);
    this.#arm();
    return { result, told };
  }

  /** A success is answered again, and nothing done, where the key of the request is known. */
  #answerOnce(
    actor: Caller,
    repeat: IdempotencyKey | null,
    work: (desk: Desk) => Answer | Rejection,
  ): Answer | Rejection {
    const at = now();
    const { result, changes } = commit(this.#memory, at, (transaction) => {
      const desk = deskOf(transaction, at);
      return once(desk, actor, repeat, () => {
        notePerson(desk.sql, actor, at);
        return work(desk);
      });
    });
    this.#fanOut.send(changes);
    this.#arm();
    return result;
  }

  /** Carries a command out, and in the same commit whatever else has to be saved with it. */
  #executeOnce(
    actor: Caller,
    command: Command,
    repeat: IdempotencyKey | null,
    saveMore: (sql: SqlStorage) => void = () => {},
  ): Answer | Rejection {
    return this.#answerOnce(actor, repeat, (desk) => {
      const { sql, carryOut, state } = desk;
      const waiting = askForSecond(desk, actor, command);
      if (waiting) return waiting;
      const events = carryOut(command, actorOf(actor));
      if (isRejection(events)) return events;
      saveMore(sql);
      return answerTo(command, events, state(), viewerFor(state(), actor));
    });
  }

  /** Takes in what a person tells, and tells that person's other devices where it changed something. */
  #changeOwn(
    actor: Caller,
    repeat: IdempotencyKey | null,
    change: (telling: own.Telling) => own.OwnChange,
  ): Answer | Rejection {
    const { state, storage } = this.#memory;
    const viewer = viewerFor(state, actor);
    let isOwnChanged = false;
    const result = this.#answerOnce(actor, repeat, ({ sql }) => {
      const changed = change({ sql, state, personId: actor.id, viewer, at: now() });
      isOwnChanged = changed.isOwnChanged;
      return changed.answer;
    });
    const view = isOwnChanged ? findView(storage.sql, viewKey(viewer)) : null;
    if (view) this.#fanOut.sendOwn(view, ownsOf(storage.sql, state, viewer, [actor.id]), now());
    return result;
  }

  #arm(): void {
    const dueMs = this.#pausedUntilMs ?? nextDueMs(this.#memory, now());
    if (dueMs === this.#armedFor) return;
    this.#armedFor = dueMs;
    // Not awaited: the output gate waits for this write as for every other.
    void this.ctx.storage.setAlarm(dueMs);
  }
}
