import type { GenericSchema, InferOutput } from 'valibot';
import { isRejection } from '../../../shared/core/rejection.ts';
import { apiTable, type JsonId } from '../../../shared/protocol/api-table.ts';
import type { Operation } from '../../../shared/protocol/operation.ts';
import { type Fault, type Problem, type ProblemCode, problems } from '../../../shared/protocol/problem.ts';
import { refuseStale } from '../../auth/fresh.ts';
import { now } from '../../clock.ts';
import type { Reply } from '../../http/handler.ts';
import { handlers } from '../../http/handlers.ts';
import { noteRefusal } from '../../http/note-refusal.ts';
import { parseBody } from '../../http/parse-body.ts';
import { isProblem } from '../../http/problem-response.ts';
import type { IdempotencyKey } from '../../hub/hub-api.ts';
import type { AdminVisit } from './admin-visit.ts';

/** What a page says of a call; what is left out the call does not need. */
export interface Asking {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: URLSearchParams;
  readonly body?: unknown;
  /** Of a body that is no JSON. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly repeat?: IdempotencyKey;
}

/** Why a call was refused: sentences by the place in the body, and one for the whole. */
export interface Refused {
  readonly ok: false;
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly detail: string;
}

export type Called<Value> = { readonly ok: true; readonly value: Value } | Refused;

/**
 * Makes a call of the API for the admin: the same schema reads what was typed and the same handler carries it out as for a program, so
 * that there is no second way to write. The admin's role, which every call of an admin page rests on, was checked at the door.
 */
export async function callApi<Id extends JsonId>(
  { request, env, hub, person }: AdminVisit,
  id: Id,
  { params = {}, query = new URLSearchParams(), body = null, bytes, repeat }: Asking = {},
): Promise<Called<AnswerOf<Id>>> {
  const operation: Operation = apiTable[id];
  const stale = operation.needsFreshSignIn ? refuseStale(person, now()) : null;
  if (stale) await noteRefusal(hub, person, id, stale);
  if (stale) return { ok: false, code: stale.rejected, faults: [], detail: stale.detail };
  const parsed = operation.body ? parseBody(operation.body, body) : { ok: true as const, value: null };
  if (!parsed.ok) return { ...parsed, detail: problems[parsed.code].title };
  // Which call a handler takes depends on its row, by which the body has just been read: TypeScript cannot follow that.
  const handle = handlers[id] as unknown as (call: unknown) => Promise<Reply>;
  const call = { request, env, hub, actor: person, params, query, bytes, body: parsed.value };
  const reply = await handle({ ...call, repeat: repeat ?? null, ifRevision: undefined });
  if (isRejection(reply)) return { ok: false, code: reply.rejected, faults: [], detail: reply.detail };
  const text = reply instanceof Response ? await reply.text() : reply.body;
  if (reply instanceof Response && isProblem(reply)) return refusedIn(JSON.parse(text ?? '') as Problem);
  return { ok: true, value: (text ? JSON.parse(text) : null) as AnswerOf<Id> };
}

function refusedIn({ code, title, detail, errors }: Problem): Refused {
  return { ok: false, code: code as ProblemCode, faults: errors ?? [], detail: detail ?? title };
}

type AnswerOf<Id extends JsonId> = (typeof apiTable)[Id]['answer'] extends {
  schema: infer Schema extends GenericSchema;
}
  ? InferOutput<Schema>
  : null;
