import * as v from 'valibot';
import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { Id } from '../../shared/model/id.ts';
import { hasRole, type Role } from '../../shared/model/person.ts';
import type { Scope } from '../../shared/model/scope.ts';
import { apiTable, type JsonId, type OperationId } from '../../shared/protocol/api-table.ts';
import { limits } from '../../shared/protocol/limits.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { authenticate } from '../auth/authenticate.ts';
import { refuseStale } from '../auth/fresh.ts';
import { now } from '../clock.ts';
import type { Env } from '../env.ts';
import type { IdempotencyKey, Caller } from '../hub/hub-api.ts';
import { readIfMatch, readRepeat } from './conditional-headers.ts';
import type { Handlers, Reply } from './handler.ts';
import { hubOf } from './hub-stub.ts';
import { noteRefusal } from './note-refusal.ts';
import { parseBody } from './parse-body.ts';
import { problemFor, problemResponse } from './problem-response.ts';
import { rateLimiter } from './rate-limiter.ts';
import type { Shed } from './rates.ts';
import { readBytes } from './read-body.ts';
import { type JsonBody, mediaType, readJson } from './read-json.ts';
import { replyResponse } from './reply.ts';
import { stateMemo } from './state-memo.ts';

/**
 * Answers a call of the API table: who calls, may they, is the body sound, are the headers, and only then the handler.
 * The first check that fails answers.
 */
export async function answerCall(
  id: JsonId,
  handlers: Handlers,
  request: Request,
  env: Env,
  params: Readonly<Record<string, string>>,
): Promise<Response> {
  const operation: Operation = apiTable[id];
  const actor = await admit(id, request, env);
  if (isRejection(actor)) return problemResponse(actor);
  const shed = shedOf[id];
  const refusal = shed && actor ? rateLimiter.refuse(shed, actor.id) : null;
  if (refusal) return problemResponse(refusal);
  if (params['id'] !== undefined && !v.is(Id, params['id']))
    return problemFor('not_found', { detail: 'There is nothing with this id.' });
  const input = await readInput(operation, request);
  if (input instanceof Response) return input;
  const hub = hubOf(env, { isRepeatable: operation.method !== 'POST' || input.repeat !== null });
  // Which call a handler takes depends on its row, and the row has just been checked: TypeScript cannot follow that.
  const handle = handlers[id] as (call: unknown) => Promise<Reply>;
  const reply = await handle({ request, env, actor, params, query: queryOf(request), hub, ...input });
  if (changesViews(operation)) stateMemo.forgetAll();
  return replyResponse(reply);
}

/**
 * The calls that give way to publishing, beside `getState`, which counts only where it has to ask the hub, and
 * `receiveInbound`, which is counted for its source.
 */
const shedOf: Partial<Record<OperationId, Shed>> = {
  recordReceipts: 'receipts',
  acknowledge: 'receipts',
  setSignal: 'receipts',
  askForAccess: 'receipts',
  replaceSubscription: 'receipts',
  getSubscription: 'state',
  listIncidents: 'state',
  getIncident: 'state',
  listMaintenances: 'state',
  listServices: 'state',
  listTools: 'state',
  createTicket: 'tickets',
};

/** Most calls have no query, and parsing an address costs more than the rest of a reading. */
function queryOf({ url }: Request): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at === -1 ? '' : url.slice(at));
}

interface Input {
  readonly body: unknown;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly repeat: IdempotencyKey | null;
  readonly ifRevision: number | undefined;
}

/** The person who calls, `null` where the row asks for none, or why not. What is not allowed by name is refused. */
async function admit(id: JsonId, request: Request, env: Env): Promise<Caller | null | Rejection> {
  const { access, scope, needsFreshSignIn }: Operation = apiTable[id];
  if (scope === undefined) return null;
  const hub = hubOf(env, { isRepeatable: true });
  const identity = await authenticate(request, env, hub);
  if (identity === 'anonymous')
    return { rejected: 'unauthenticated', detail: 'Send Authorization: Bearer and a token, or sign in.' };
  if (isRejection(identity)) return identity;
  const stale = needsFreshSignIn ? refuseStale(identity, now()) : null;
  const refusal = refuse(identity, access, scope) ?? stale;
  if (!refusal) return identity;
  await noteRefusal(hub, identity, id, refusal);
  return refusal;
}

function refuse({ role, scopes }: Caller, needed: Role, scope: Scope): Rejection | null {
  if (!hasRole(role, needed)) return { rejected: 'forbidden', detail: `This needs the role ${needed}.` };
  if (scopes && !scopes.includes(scope))
    return { rejected: 'forbidden', detail: `This credential lacks the scope ${scope}.` };
  return null;
}

async function readInput(operation: Operation, request: Request): Promise<Input | Response> {
  const json = await readAny(operation, request);
  if (isRejection(json)) return problemResponse(json);
  const parsed = parseBody(operation.body ?? nothing, json.value);
  if (!parsed.ok) return problemFor(parsed.code, { errors: [...parsed.faults] });
  const repeat = operation.isRepeatable ? await readRepeat(request, json.bytes) : null;
  if (isRejection(repeat)) return problemResponse(repeat);
  const ifMatch = operation.takesRevision ? readIfMatch(request) : { revision: undefined };
  if (isRejection(ifMatch)) return problemResponse(ifMatch);
  const { bytes } = json;
  return { body: operation.body ? parsed.value : null, bytes, repeat, ifRevision: ifMatch.revision };
}

/** What a call is given that takes nothing: no body, or an object without fields. */
const nothing = v.strictObject({});

function readAny(operation: Operation, request: Request): Promise<JsonBody | Rejection> {
  if (operation.takes) return readFile(request, operation.takes);
  return operation.body ? readJson(request) : readNoBody(operation, request);
}

/** The bytes of a body that is no JSON, with a value that fits a row without a schema. */
async function readFile(request: Request, type: string): Promise<JsonBody | Rejection> {
  if (mediaType(request) !== type)
    return { rejected: 'wrong_content_type', detail: `Send Content-Type: ${type}.` };
  const bytes = await readBytes(request, limits.csvBytes);
  return isRejection(bytes) ? bytes : { value: {}, bytes };
}

async function readNoBody({ method, access }: Operation, request: Request): Promise<JsonBody | Rejection> {
  const empty = { value: {}, bytes: new Uint8Array(0) };
  // A source's bytes are its own, and are verified before they are read as anything.
  if (method === 'GET' || access === 'source') return empty;
  const json = await readJson(request);
  return isRejection(json) && json.rejected === 'missing_body' ? empty : json;
}

/** What stakeholders write (tickets, and what is their own) stands in no view. */
function changesViews({ method, access }: Operation): boolean {
  return method !== 'GET' && access !== 'stakeholder';
}
