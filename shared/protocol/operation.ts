import type { GenericSchema } from 'valibot';
import type { Role } from '../model/person.ts';
import type { Scope } from '../model/scope.ts';
import type { ProblemCode } from './problem.ts';

/**
 * Who may call: a role and those above it, anybody, a holder of a stream ticket, a vendor with its source's proof, or a browser that proves
 * a key of its own.
 */
export type Access = Role | 'public' | 'ticket' | 'source' | 'key';

/** One row of the API table: all that routing, refusing and documenting a call needs. */
export type Operation = Described & Admission;

/** A row that asks for a role names the scope that a narrowed credential must hold as well. */
type Admission =
  | { readonly access: Role; readonly scope: Scope }
  | { readonly access: Exclude<Access, Role>; readonly scope?: never };

interface Described {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly tag:
    | 'incidents'
    | 'stream'
    | 'receipts'
    | 'subscription'
    | 'maintenance'
    | 'catalogue'
    | 'sources'
    | 'service'
    | 'sign-in'
    | 'people'
    | 'devices'
    | 'tokens'
    | 'audit'
    | 'settings';
  readonly body?: GenericSchema;
  /** The media type of a body that is no JSON, and that the handler reads itself. */
  readonly takes?: 'text/csv';
  /** In place of a JSON body: a form, whose refusals are those of OAuth. */
  readonly form?: GenericSchema;
  readonly answer: {
    readonly status: 200 | 201 | 202 | 204 | 101;
    readonly is: string;
    readonly schema?: GenericSchema;
  };
  /** Takes an `Idempotency-Key`, under which a repetition gets the first answer. */
  readonly isRepeatable?: true;
  /** Closes streams: answered 202 with a PendingAnswer where not all of them could be closed within a second. */
  readonly takesAccessAway?: true;
  /** Answered 202 with a Confirmation, and nothing published, where the organisation demands a second liaison for it. */
  readonly mayWait?: true;
  /** Takes an `If-Match` with the incident's revision. */
  readonly takesRevision?: true;
  /** Changes who may do what: a session that carries it must have begun, or been proven again, a short while ago. */
  readonly needsFreshSignIn?: true;
  /** Query parameters by name, with a sentence each. */
  readonly query?: Readonly<Record<string, string>>;
  /** Refusals beside those that any call of its access can meet. */
  readonly problems?: readonly ProblemCode[];
}
