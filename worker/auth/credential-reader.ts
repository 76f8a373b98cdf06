import type { Rejection } from '../../shared/core/rejection.ts';
import type { Env } from '../env.ts';
import type { AskHub } from '../http/hub-stub.ts';
import type { Caller } from '../hub/hub-api.ts';

/**
 * Reads one kind of credential from an `Authorization` header: the caller, a refusal that ends the matter, or `null` where it
 * is none of this kind. A reader whose knowledge is the hub's limits wrong tries by itself (`rateLimiter.refuseGuess`).
 */
export type HeaderReader = (
  token: string,
  request: Request,
  env: Env,
  hub: AskHub,
) => Promise<Caller | Rejection | null>;

/** As {@link HeaderReader}, for what a browser adds to a request by itself; `null` where nothing good of this kind was shown. */
export type AmbientReader = (request: Request, env: Env, hub: AskHub) => Promise<Caller | Rejection | null>;
