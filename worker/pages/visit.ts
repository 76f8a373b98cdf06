import type { Env } from '../env.ts';
import type { AskHub } from '../http/hub-stub.ts';
import type { Caller } from '../hub/hub-api.ts';

/** A request for a page, with the person who makes it, if any. */
export interface Visit {
  readonly request: Request;
  readonly env: Env;
  readonly params: Readonly<Record<string, string>>;
  readonly hub: AskHub;
  readonly person: Caller | null;
}

export type PageHandler = (visit: Visit) => Promise<Response>;
