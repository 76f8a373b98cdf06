import type { Rejection } from '../../shared/core/rejection.ts';
import {
  type Problem,
  PROBLEM_TYPE,
  type ProblemCode,
  problemOf,
  problems,
} from '../../shared/protocol/problem.ts';
import { now } from '../clock.ts';

/** How long a refused caller should wait, in seconds; the same again is added at random, so that not all come at once. */
const RETRY_SECONDS = 2;

type Extra = Omit<Partial<Problem>, 'type' | 'title' | 'status' | 'code'>;

/** A refusal as the problem document of its code (RFC 9457). Its facts that the document knows go into it. */
export function problemResponse(rejection: Rejection): Response {
  const revision = rejection.facts?.['revision'];
  return problemFor(rejection.rejected, {
    detail: rejection.detail,
    ...(typeof revision === 'number' ? { revision } : {}),
  });
}

/** The problem document of a code; every 503 says when to come back, every 401 how to prove oneself. */
export function problemFor(code: ProblemCode, extra: Extra = {}): Response {
  const { status } = problems[code];
  const headers = new Headers({ 'Content-Type': PROBLEM_TYPE, 'Cache-Control': 'no-store' });
  if (status === 503) headers.set('Retry-After', retryAfter(Math.random()));
  for (const [name, value] of status === 401 ? challengesOf(code) : []) headers.append(name, value);
  return new Response(JSON.stringify(problemOf(code, extra)), { status, headers });
}

/** How to prove oneself; of a proof that was refused also the relay's time, by which a device sets its clock right. */
function challengesOf(code: ProblemCode): [string, string][] {
  return code === 'invalid_dpop_proof'
    ? [
        ['WWW-Authenticate', 'DPoP error="invalid_dpop_proof", algs="ES256"'],
        ['Masthead-Now', now()],
      ]
    : [
        ['WWW-Authenticate', 'Bearer realm="masthead"'],
        ['WWW-Authenticate', 'DPoP algs="ES256"'],
      ];
}

/** The same response, its problem document naming the request by its id in the log. */
export async function withInstance(response: Response, requestId: string): Promise<Response> {
  const problem = await response.json<Problem>();
  const named: Problem = { ...problem, instance: `urn:masthead:request:${requestId}` };
  return new Response(JSON.stringify(named), response);
}

/** True where the response holds a problem document. */
export function isProblem({ headers }: Response): boolean {
  return headers.get('Content-Type') === PROBLEM_TYPE;
}

/** Whole seconds, at least {@link RETRY_SECONDS} and less than three times as many; `random` in [0, 1). */
export function retryAfter(random: number): string {
  return String(Math.floor(RETRY_SECONDS + random * 2 * RETRY_SECONDS));
}
