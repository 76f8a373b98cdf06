import type { Rejection } from '../../shared/core/rejection.ts';
import type { Env } from '../env.ts';
import { randomHex } from '../random.ts';
import type { Caller } from '../hub/hub-api.ts';
import type { AskHub } from '../http/hub-stub.ts';
import { rateLimiter } from '../http/rate-limiter.ts';
import { cookieOf } from './cookies.ts';
import { sha256Hex } from './hash.ts';
import { readFirstInvitation } from './invitation.ts';
import { setupOf } from './setup.ts';

const COOKIE = '__Host-masthead';
/** As long as the longest session may be; the hub knows when each one ends. */
const COOKIE_SECONDS = 30 * 24 * 3_600;

/** The person of the request's session; `null` where it has none that still is good. Only the hub knows, so tries are limited. */
export async function readSession(
  request: Request,
  env: Env,
  hub: AskHub,
): Promise<Caller | null | Rejection> {
  const session = cookieOf(request, COOKIE);
  if (!session) return null;
  const refusal = rateLimiter.refuseGuess('credentials', request);
  if (refusal) return refusal;
  const hash = await sha256Hex(session);
  const person = await hub((h) => h.run('readSession', hash, isByCompany(env)));
  if (person) rateLimiter.wasRight('credentials', request);
  return person;
}

/** A session that has begun: whose it is, and the `Set-Cookie` that carries it. */
export interface NewSession {
  readonly person: Caller;
  readonly cookie: string;
}

/** Uses a sign-in code up; `null` where the code is no good. */
export async function startSession(
  request: Request,
  code: string,
  env: Env,
  hub: AskHub,
): Promise<NewSession | null | Rejection> {
  // An invitation from before the company's sign-in was set up lets nobody past it.
  if (isByCompany(env)) return null;
  const refusal = rateLimiter.refuseGuess('codes', request);
  if (refusal) return refusal;
  const session = randomHex(32);
  const [codeHash, sessionHash] = await Promise.all([sha256Hex(code), sha256Hex(session)]);
  const first = await readFirstInvitation(env, code);
  const person = await hub((h) =>
    first
      ? h.run('acceptFirstInvitation', first, codeHash, sessionHash)
      : h.run('startSession', codeHash, sessionHash),
  );
  if (!person) return null;
  rateLimiter.wasRight('codes', request);
  return { person, cookie: sessionCookie(session) };
}

/** Ends the request's session, if any; the `Set-Cookie` that forgets it. */
export async function endSession(request: Request, hub: AskHub): Promise<string> {
  const session = cookieOf(request, COOKIE);
  if (session) {
    const hash = await sha256Hex(session);
    await hub((h) => h.run('endSession', hash));
  }
  return cookie('', 0);
}

/** The `Set-Cookie` of a session that has begun. */
export function sessionCookie(session: string): string {
  return cookie(session, COOKIE_SECONDS);
}

/** `Lax`, since links in mail must arrive signed in. Source: RFC 6265bis for the `__Host-` prefix. */
function cookie(value: string, maxAge: number): string {
  return `${COOKIE}=${value}; Max-Age=${maxAge}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}

/** True where people sign in at their company, and in no other way. */
function isByCompany(env: Env): boolean {
  const setup = setupOf(env);
  return setup.kind === 'deployed' && setup.signIn.kind !== 'invitations';
}
