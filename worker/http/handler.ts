import type { GenericSchema, InferOutput } from 'valibot';
import type { Rejection } from '../../shared/core/rejection.ts';
import type { Role } from '../../shared/model/person.ts';
import type { apiTable, JsonId, OperationId } from '../../shared/protocol/api-table.ts';
import type { Env } from '../env.ts';
import type { Answer, IdempotencyKey, Caller } from '../hub/hub-api.ts';
import type { AskHub } from './hub-stub.ts';

/** A call that has passed all checks of its row in the API table. */
interface Call<Id extends OperationId = OperationId> {
  readonly request: Request;
  readonly env: Env;
  /** Who calls; `null` where the row asks for no person. */
  readonly actor: ActorOf<Id>;
  /** The parameters of the path, decoded. An `id` has the form of one. */
  readonly params: Readonly<Record<ParamOf<Row<Id>['path']>, string>>;
  readonly query: URLSearchParams;
  /** Parsed by the row's schema; `null` where it has none, and then the request's body is unread. */
  readonly body: BodyOf<Id>;
  /** The body as it came; empty where the row takes none. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** From `Idempotency-Key`, where the row takes one. */
  readonly repeat: IdempotencyKey | null;
  /** From `If-Match`, where the row takes one. */
  readonly ifRevision: number | undefined;
  readonly hub: AskHub;
}

/** What a handler comes back with; a value is made a response by the caller, a refusal a problem document. */
export type Reply = Answer | Rejection | Response;

type Handler<Id extends OperationId> = (call: Call<Id>) => Promise<Reply>;

/** One handler for each row of the API table that speaks JSON: a row without one does not compile. */
export type Handlers = { readonly [Id in JsonId]: Handler<Id> };

type Row<Id extends OperationId> = (typeof apiTable)[Id];

type ActorOf<Id extends OperationId> = Row<Id>['access'] extends Role ? Caller : null;

type BodyOf<Id extends OperationId> =
  Row<Id> extends { body: infer Schema extends GenericSchema } ? InferOutput<Schema> : null;

type ParamOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
