import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { apiTable, type OAuthId, type OperationId } from '../../shared/protocol/api-table.ts';
import type { OAuthError } from '../../shared/protocol/oauth.ts';
import { problems } from '../../shared/protocol/problem.ts';
import { readProof } from '../auth/dpop.ts';
import { now } from '../clock.ts';
import type { Env } from '../env.ts';
import { readForm } from '../pages/read-form.ts';
import { hubOf } from './hub-stub.ts';
import { type OAuthCall, oauthError, type OAuthReply } from './oauth-call.ts';
import { parseBody } from './parse-body.ts';
import { retryAfter } from './problem-response.ts';
import { oauthRoutes } from './routes/oauth.ts';

export function isOAuth(id: OperationId): id is OAuthId {
  return id in oauthRoutes;
}

/**
 * Answers a call of the API table that speaks OAuth: a form comes in, JSON goes out, and no copy of it stays anywhere on the way
 * (RFC 6749 sections 5.1 and 5.2). Its caller is a key: without a proof of one there is no answer.
 */
export async function answerOAuth(id: OAuthId, request: Request, env: Env): Promise<Response> {
  const proof = await readProof(request, env, null);
  if (isRejection(proof)) return refusalResponse(proof);
  const form = await readForm(request);
  if (isRejection(form)) return refusalResponse(form);
  if ([...form.values.keys()].length !== new Set(form.values.keys()).size)
    return errorResponse(oauthError('invalid_request', 'A parameter is there twice.'));
  const parsed = parseBody(apiTable[id].form, Object.fromEntries(form.values));
  if (!parsed.ok) return errorResponse(oauthError('invalid_request', faultsOf(parsed.faults)));
  // A device code is used once, and so is a proof: what failed on its way to the hub is for the device to repeat.
  const hub = hubOf(env, { isRepeatable: false });
  // Which form a handler takes depends on its row, and the row has just been checked: TypeScript cannot follow that.
  const handle = oauthRoutes[id] as (call: OAuthCall<unknown>) => Promise<OAuthReply>;
  const reply = await handle({ request, env, form: parsed.value, proof, hub });
  if (isRejection(reply)) return refusalResponse(reply);
  if (reply !== null && 'error' in reply) return errorResponse(reply);
  return new Response(reply === null ? null : JSON.stringify(reply), { status: 200, headers: headersFor() });
}

/** Only the place and the rule; what was sent is never repeated. */
function faultsOf(faults: readonly { readonly path: string; readonly message: string }[]): string {
  return faults.map(({ path, message }) => `${path} ${message}`).join('; ');
}

/** A refusal of the catalogue in the words of OAuth. */
function refusalResponse({ rejected, detail }: Rejection): Response {
  if (rejected === 'invalid_dpop_proof') return errorResponse(oauthError('invalid_dpop_proof', detail));
  const { status } = problems[rejected];
  return errorResponse(
    status === 503 ? oauthError('temporarily_unavailable', detail) : oauthError('invalid_request', detail),
  );
}

function errorResponse(error: OAuthError): Response {
  const headers = headersFor();
  const isBusy = error.error === 'temporarily_unavailable';
  if (isBusy) headers.set('Retry-After', retryAfter(Math.random()));
  if (error.error === 'invalid_dpop_proof') {
    headers.set('Masthead-Now', now());
    headers.set('WWW-Authenticate', 'DPoP error="invalid_dpop_proof", algs="ES256"');
  }
  return new Response(JSON.stringify(error), { status: isBusy ? 503 : 400, headers });
}

function headersFor(): Headers {
  return new Headers({ 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
}
