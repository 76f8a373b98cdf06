import type { Command } from '../../../shared/core/command.ts';
import { decide } from '../../../shared/core/decide.ts';
import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import { secondLiaisonCauses } from '../../../shared/core/second-liaison.ts';
import { hasRole } from '../../../shared/model/person.ts';
import { addMinutes } from '../../../shared/model/time.ts';
import { CONFIRM_WITHIN_MINUTES, type Confirmation } from '../../../shared/protocol/confirmations.ts';
import { newId } from '../../random.ts';
import { accountOf } from '../accounts.ts';
import { answerTo } from '../answers.ts';
import {
  addConfirmation,
  closeConfirmation,
  confirmationOf,
  type Kept,
  shownConfirmation,
  type Waiting,
  waitingConfirmations,
} from '../confirmations.ts';
import { actorOf, type Answer, type Caller, type IdempotencyKey } from '../hub-api.ts';
import { viewerFor } from '../people.ts';
import { readSettings } from '../settings.ts';
import { stateFor } from '../state-store.ts';
import { endOf, tokenById } from '../tokens.ts';
import type { Desk } from './desk.ts';
import { once } from './once.ts';

/** How many may wait at once: a runaway program is at work beyond it. */
const WAITING_MAX = 100;

/**
 * The answer to a command that a second liaison has to confirm: 202, and nothing is done but that it waits. `null` where none has to, and
 * where the command would be refused or change nothing anyway.
 */
export function askForSecond(desk: Desk, caller: Caller, command: Command): Answer | Rejection | null {
  const { sql, at, audit } = desk;
  const state = stateFor(sql, desk.state(), command);
  const demanded = readSettings(sql).secondLiaisonFor;
  const why = secondLiaisonCauses(state, command).filter((cause) => demanded.includes(cause));
  if (why.length === 0) return null;
  const tried = decide(state, command, { actor: actorOf(caller), now: at, newId });
  if (isRejection(tried) || tried.length === 0) return null;
  if (waitingConfirmations(sql, at).length >= WAITING_MAX)
    return { rejected: 'catalogue_full', detail: `There are already ${WAITING_MAX} that wait.` };
  const kept: Kept = {
    id: newId('cnf'),
    waiting: { command, actor: actorOf(caller) },
    what: command.type as Confirmation['what'],
    why,
    askedBy: { id: responsible(sql, caller.id), name: caller.name },
    askedAt: at,
    expiresAt: addMinutes(at, CONFIRM_WITHIN_MINUTES),
    status: 'waiting',
    decidedBy: null,
    decidedAt: null,
    incidentId: 'incidentId' in command ? command.incidentId : null,
  };
  addConfirmation(sql, kept);
  const detail = { what: kept.what, why, incident: kept.incidentId };
  audit({ actor: actorOf(caller), action: 'confirmation.ask', target: kept.id, outcome: 'done', detail });
  return { status: 202, body: JSON.stringify(shownConfirmation(kept, at)) };
}

export function listConfirmations({ sql, at }: Desk): Confirmation[] {
  return waitingConfirmations(sql, at).map((kept) => shownConfirmation(kept, at));
}

export function readConfirmation({ sql, at }: Desk, id: string): Confirmation | Rejection {
  const kept = confirmationOf(sql, id);
  return kept ? shownConfirmation(kept, at) : unknown;
}

/** Carries out what waits, in the name of who asked for it. Refused as the command would be: then it waits on. */
export function confirmCommand(
  desk: Desk,
  caller: Caller,
  id: string,
  repeat: IdempotencyKey | null,
): Answer | Rejection {
  return once(desk, caller, repeat, () => {
    const { sql, at, audit, carryOut, state } = desk;
    const kept = confirmationOf(sql, id);
    if (!kept) return unknown;
    const waiting = stillWaiting(kept, at);
    if (isRejection(waiting)) return waiting;
    const about = { what: kept.what, why: kept.why, askedBy: kept.askedBy.id };
    const line = { actor: actorOf(caller), action: 'confirmation.confirm', target: id } as const;
    const refusal = refuseSecond(sql, caller, kept, waiting, at);
    if (refusal) {
      audit({ ...line, outcome: 'refused', detail: { ...about, why: refusal.rejected } });
      return refusal;
    }
    const { command, actor } = waiting;
    const events = carryOut(command, actor);
    if (isRejection(events)) return events;
    const opened = events.find((event) => event.type === 'incident_opened')?.incident.id;
    const incidentId = opened ?? kept.incidentId;
    closeConfirmation(sql, id, { status: 'confirmed', decidedBy: caller.id, decidedAt: at, incidentId });
    audit({ ...line, outcome: 'done', detail: { ...about, incident: incidentId } });
    return { ...answerTo(command, events, state(), viewerFor(state(), caller)), status: 200 };
  });
}

/** Puts what waits aside. Whoever asked for it may do so too. */
export function refuseCommand(
  desk: Desk,
  caller: Caller,
  id: string,
  repeat: IdempotencyKey | null,
): Answer | Rejection {
  return once(desk, caller, repeat, () => {
    const { sql, at, audit } = desk;
    const kept = confirmationOf(sql, id);
    if (!kept) return unknown;
    const waiting = stillWaiting(kept, at);
    if (isRejection(waiting)) return waiting;
    const decision = {
      status: 'refused',
      decidedBy: caller.id,
      decidedAt: at,
      incidentId: kept.incidentId,
    } as const;
    closeConfirmation(sql, id, decision);
    const detail = { what: kept.what, askedBy: kept.askedBy.id };
    audit({ actor: actorOf(caller), action: 'confirmation.refuse', target: id, outcome: 'done', detail });
    const after = { ...kept, ...decision, waiting: null };
    return { status: 200, body: JSON.stringify(shownConfirmation(after, at)) };
  });
}

const unknown: Rejection = { rejected: 'not_found', detail: 'There is nothing with this id that waits.' };

function stillWaiting({ status, waiting, expiresAt }: Kept, at: string): Waiting | Rejection {
  if (status !== 'waiting' || waiting === null)
    return { rejected: 'confirmation_closed', detail: `It is already ${status}.` };
  if (expiresAt <= at) return { rejected: 'confirmation_closed', detail: 'Nobody confirmed it in time.' };
  return waiting;
}

/** Two people, both of whom may publish now: neither the same one, nor a program, nor somebody who has left since. */
function refuseSecond(
  sql: SqlStorage,
  caller: Caller,
  { askedBy }: Kept,
  { actor }: Waiting,
  at: string,
): Rejection | null {
  if (caller.kind === 'program') return { rejected: 'second_liaison', detail: 'A person has to confirm it.' };
  if (caller.id === askedBy.id)
    return {
      rejected: 'second_liaison',
      detail: 'Another liaison than the one who asked has to confirm it.',
    };
  const token = actor.kind === 'program' ? tokenById(sql, actor.id) : null;
  const account = accountOf(sql, actor.id);
  const hasLeft = account ? !account.isActive || !hasRole(account.role, 'liaison') : false;
  if (hasLeft || (token && endOf(token, at)))
    return { rejected: 'second_liaison', detail: 'Who asked for it may not publish any more.' };
  return null;
}

/** The person behind a caller: of a program, who made its token, or the token that made it, and so on. */
function responsible(sql: SqlStorage, id: string): string {
  const token = tokenById(sql, id);
  return token ? responsible(sql, token.madeBy) : id;
}
