import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import type { Env } from '../env.ts';
import type { AskHub } from '../http/hub-stub.ts';
import { refuseForeignOrigin } from '../http/own-origin.ts';
import { rateLimiter } from '../http/rate-limiter.ts';
import type { Caller } from '../hub/hub-api.ts';
import { readAccess } from './access.ts';
import { readApiToken } from './api-token.ts';
import type { AmbientReader, HeaderReader } from './credential-reader.ts';
import { readDevice } from './devices.ts';
import { readLocalToken } from './local-tokens.ts';
import { readSession } from './session.ts';

/** Who a request comes from: a person, nobody, or a refusal of what was shown. */
export type Identity = Caller | 'anonymous' | Rejection;

/** What an `Authorization` header may hold, by its scheme in lower case. The first reader that knows it decides. */
const headerReaders: ReadonlyMap<string, readonly HeaderReader[]> = new Map([
  [
    'bearer',
    [
      (token, _request, env) => readLocalToken(token, env),
      (token, _request, env, hub) => readApiToken(token, env, hub),
    ],
  ],
  // A device's token counts with a proof of its key only, and never as a bearer token (RFC 9449 section 7.2).
  ['dpop', [readDevice]],
]);

/** What a browser adds by itself. The first that was shown decides; a page of another site may have caused such a request. */
const ambientReaders: readonly AmbientReader[] = [readAccess, readSession];

const unknown: Rejection = { rejected: 'unauthenticated', detail: 'The credential is not known here.' };

/**
 * The one place that turns credentials into a caller: an `Authorization` header, or else what a browser adds by itself. A
 * header that is shown counts alone, since a wrong one beside a good cookie means a caller who is not who they think.
 */
export async function authenticate(request: Request, env: Env, hub: AskHub): Promise<Identity> {
  const header = request.headers.get('Authorization');
  return header === null ? readAmbient(request, env, hub) : readHeader(header, request, env, hub);
}

async function readHeader(header: string, request: Request, env: Env, hub: AskHub): Promise<Identity> {
  const [, scheme = '', token = ''] = /^(\w+) +([\x21-\x7e]+)$/.exec(header) ?? [];
  for (const read of headerReaders.get(scheme.toLowerCase()) ?? []) {
    const caller = await read(token, request, env, hub);
    if (caller) return caller;
  }
  // A right local token passes whatever else its address has tried: it costs the hub nothing, and somebody may have to publish.
  return rateLimiter.refuseGuess('credentials', request) ?? unknown;
}

async function readAmbient(request: Request, env: Env, hub: AskHub): Promise<Identity> {
  for (const read of ambientReaders) {
    const caller = await read(request, env, hub);
    if (!caller) continue;
    if (isRejection(caller)) return caller;
    return (isSafe(request.method) ? null : refuseForeignOrigin(request, env)) ?? caller;
  }
  return 'anonymous';
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
