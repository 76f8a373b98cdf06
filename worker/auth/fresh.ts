import type { Rejection } from '../../shared/core/rejection.ts';
import { addMinutes } from '../../shared/model/time.ts';
import type { Caller } from '../hub/hub-api.ts';

/**
 * How old a sign-in may be that changes who may do what. Long enough for a task on the admin pages, and short enough that a
 * browser which somebody left open, or a cookie that was copied, gives nobody a role or a token.
 */
const FRESH_MINUTES = 15;

/**
 * True where the person has proven who they are a short while ago, or where the caller did not come by a session: a token and a
 * device have ends and scopes of their own. `at` is relay time, ISO.
 */
export function isFresh({ signedInAt }: Caller, at: string): boolean {
  return signedInAt === undefined || addMinutes(signedInAt, FRESH_MINUTES) > at;
}

/** The refusal of a change that wants a fresh sign-in, or `null`. A page sends on to `/sign-in?fresh=1&to=…`. */
export function refuseStale(caller: Caller, at: string): Rejection | null {
  if (isFresh(caller, at)) return null;
  return {
    rejected: 'sign_in_too_old',
    detail: `Sign in again: this asks for a sign-in of the last ${FRESH_MINUTES} minutes.`,
  };
}
