import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import type { Env } from '../env.ts';
import type { AskHub } from '../http/hub-stub.ts';
import { refuseForeignOrigin } from '../http/own-origin.ts';
import { rateLimiter } from '../http/rate-limiter.ts';
import type { Caller } from '../hub/hub-api.ts';
import { readApiToken } from './api-token.ts';
import { readLocalToken } from './local-tokens.ts';
import { readSession } from './session.ts';

/** Who a request comes from: a person, nobody, or a refusal of what was shown. */
export type Identity = Caller | 'anonymous' | Rejection;

const wrongToken: Rejection = { rejected: 'unauthenticated', detail: 'The bearer token is not known here.' };

/**
 * The one place that turns credentials into a person: a bearer token, or else the session of a browser. A token that is
 * shown counts alone, since a wrong one beside a good cookie means a caller who is not who they think.
 */
export async function authenticate(request: Request, env: Env, hub: AskHub): Promise<Identity> {
  const header = request.headers.get('Authorization');
  if (header !== null) {
    const [, token] = /^Bearer +([\x21-\x7e]+)$/i.exec(header) ?? [];
    const person =
      token === undefined
        ? null
        : ((await readLocalToken(token, env)) ?? (await readApiToken(token, env, hub)));
    // A right token passes whatever else its address has tried: it costs the hub nothing, and somebody may have to publish.
    return person ?? rateLimiter.refuseGuess('credentials', request) ?? wrongToken;
  }
  const person = await readSession(request, hub);
  if (!person) return 'anonymous';
  if (isRejection(person)) return person;
  return (isSafe(request.method) ? null : refuseForeignOrigin(request, env)) ?? person;
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
